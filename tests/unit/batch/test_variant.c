/* Proves that a VARIANT prints what was put into it, and that bytes which are none are known, whatever they are. */
#include "batch/variant.h"

#include "check.h"
#include "random.h"

static weir_string view(const wr_buffer *bytes) { return weir_string_view(bytes->data, bytes->size); }

static void put_sample(wr_buffer *out) {
    wr_variant_put_object(out, 3);
    wr_variant_put_key(out, "b", 1);
    wr_variant_put_array(out, 6);
    wr_variant_put_null(out);
    wr_variant_put_boolean(out, true);
    wr_variant_put_integer(out, INT64_MIN);
    wr_variant_put_decimal(out, -1500, 3);
    wr_variant_put_double(out, 1e20);
    wr_variant_put_string(out, "te\"xt", 5);
    wr_variant_put_key(out, "", 0);
    wr_variant_put_boolean(out, false);
    wr_variant_put_key(out, "a", 1);
    wr_variant_put_object(out, 0);
}

TEST(prints_sorted) {
    wr_buffer bytes = {0}, text = {0};
    put_sample(&bytes);
    weir_string value = view(&bytes);
    CHECK(wr_variant_valid(&value));
    wr_variant_text(&text, &value);
    CHECK_STR_EQ(wr_buffer_cstr(&text), "{\"\":false,\"a\":{},\"b\":[null,true,-9223372036854775808,-1.5,1.0E20,\"te\\\"xt\"]}");
    wr_buffer_free(&bytes);
    wr_buffer_free(&text);
}

TEST(every_prefix_is_none) {
    wr_buffer bytes = {0};
    put_sample(&bytes);
    for (size_t size = 0; size < bytes.size; size++) {
        weir_string prefix = weir_string_view(bytes.data, size);
        CHECK(!wr_variant_valid(&prefix));
    }
    wr_variant_put_null(&bytes); /* something behind it */
    weir_string longer = view(&bytes);
    CHECK(!wr_variant_valid(&longer));
    wr_buffer_free(&bytes);
}

TEST(changed_bytes) {
    wr_buffer   bytes = {0}, text = {0};
    test_random random = {11};
    put_sample(&bytes);
    for (int i = 0; i < 20000; i++) {
        const size_t at = random_below(&random, (uint32_t)bytes.size);
        const char   before = bytes.data[at];
        bytes.data[at] = (char)random_below(&random, 256);
        weir_string value = view(&bytes);
        text.size = 0;
        if (wr_variant_valid(&value))
            wr_variant_text(&text, &value); /* what is valid can be printed */
        bytes.data[at] = before;
    }
    wr_buffer_free(&bytes);
    wr_buffer_free(&text);
}

TEST(depth_is_bounded) {
    for (uint32_t depth = WR_VARIANT_DEPTH_MAX; depth <= WR_VARIANT_DEPTH_MAX + 1; depth++) {
        wr_buffer bytes = {0};
        for (uint32_t i = 0; i < depth; i++)
            wr_variant_put_array(&bytes, 1);
        wr_variant_put_null(&bytes);
        weir_string value = view(&bytes);
        CHECK_INT_EQ(wr_variant_valid(&value), depth == WR_VARIANT_DEPTH_MAX);
        wr_buffer_free(&bytes);
    }
}

int main(void) {
    RUN(prints_sorted);
    RUN(every_prefix_is_none);
    RUN(changed_bytes);
    RUN(depth_is_bounded);
    return CHECK_RESULT();
}
