/* base/net.c - see the header.
 *
 * Invariants
 *   - The socket never blocks; who has to wait does so in `wait_for`, which knows the deadline.
 *   - OpenSSL's error queue is empty whenever a function returns. */
#include "base/net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"

struct wr_net {
    const wr_env *env;
    int           fd;
    int64_t       deadline_ns; /* of the call under way */
    SSL_CTX      *context;     /* NULL: plain           */
    SSL          *ssl;
    char          name[280];   /* "host:port"           */
};

static int64_t now_ns(const wr_net *net) { return net->env->monotonic_ns(net->env->self); }

static weir_status too_slow(const wr_net *net, weir_error *err) {
    return weir_fail(err, WEIR_UNAVAILABLE, "%s: no answer in time", net->name);
}

static weir_status wait_for(const wr_net *net, short events, weir_error *err) {
    for (;;) {
        struct pollfd one = {.fd = net->fd, .events = events};
        int64_t       left_ms = (net->deadline_ns - now_ns(net) + 999999) / 1000000;
        if (left_ms <= 0)
            return too_slow(net, err);
        int ready = poll(&one, 1, left_ms > 60000 ? 60000 : (int)left_ms);
        if (ready > 0)
            return WEIR_OK;
        if (ready < 0 && errno != EINTR)
            return weir_fail_errno(err, WEIR_UNAVAILABLE, errno, "%s", net->name);
    }
}

/* ---- TLS ---- */

/* The newest reason that OpenSSL gives; empties its queue. */
static const char *tls_reason(void) {
    unsigned long code = ERR_peek_last_error();
    const char   *reason = code ? ERR_reason_error_string(code) : NULL;
    ERR_clear_error();
    return reason ? reason : "no reason given";
}

static int no_prompt(char *buffer, int size, int writing, void *secret) {
    const char *text = secret;
    size_t      length = text ? strlen(text) : 0;
    (void)writing;
    if (length == 0 || length > (size_t)size)
        return -1;
    memcpy(buffer, text, length);
    return (int)length;
}

static bool use_ca(SSL_CTX *context, const wr_net_tls *tls) {
    struct stat info;
    if (tls->ca_path && stat(tls->ca_path, &info) == 0 && S_ISDIR(info.st_mode))
        return SSL_CTX_load_verify_locations(context, NULL, tls->ca_path) == 1;
    if (tls->ca_path)
        return SSL_CTX_load_verify_locations(context, tls->ca_path, NULL) == 1;
    if (!tls->ca_pem)
        return SSL_CTX_set_default_verify_paths(context) == 1;
    BIO  *bio = BIO_new_mem_buf(tls->ca_pem, -1);
    X509 *one;
    int   found = 0;
    while (bio && (one = PEM_read_bio_X509(bio, NULL, no_prompt, NULL)) != NULL) {
        found += X509_STORE_add_cert(SSL_CTX_get_cert_store(context), one);
        X509_free(one);
    }
    BIO_free(bio);
    ERR_clear_error(); /* that there is no further one */
    return found > 0;
}

static bool use_certificate_pem(SSL_CTX *context, const char *pem) {
    BIO  *bio = BIO_new_mem_buf(pem, -1);
    X509 *one = bio ? PEM_read_bio_X509(bio, NULL, no_prompt, NULL) : NULL;
    bool  good = one && SSL_CTX_use_certificate(context, one) == 1;
    X509_free(one);
    while (good && (one = PEM_read_bio_X509(bio, NULL, no_prompt, NULL)) != NULL)
        good = SSL_CTX_add0_chain_cert(context, one) == 1;
    BIO_free(bio);
    if (good)
        ERR_clear_error();
    return good;
}

static bool use_key_pem(SSL_CTX *context, const char *pem, const char *password) {
    BIO      *bio = BIO_new_mem_buf(pem, -1);
    EVP_PKEY *key = bio ? PEM_read_bio_PrivateKey(bio, NULL, no_prompt, (void *)(uintptr_t)password) : NULL;
    bool      good = key && SSL_CTX_use_PrivateKey(context, key) == 1;
    EVP_PKEY_free(key);
    BIO_free(bio);
    return good;
}

static bool use_keystore(SSL_CTX *context, const wr_net_tls *tls) {
    BIO            *bio = BIO_new_file(tls->keystore_path, "rb");
    PKCS12         *store = bio ? d2i_PKCS12_bio(bio, NULL) : NULL;
    EVP_PKEY       *key = NULL;
    X509           *certificate = NULL;
    STACK_OF(X509) *chain = NULL;
    bool            good = store && PKCS12_parse(store, tls->keystore_password ? tls->keystore_password : "", &key, &certificate, &chain) == 1;
    good = good && certificate && SSL_CTX_use_certificate(context, certificate) == 1 && key && SSL_CTX_use_PrivateKey(context, key) == 1;
    good = good && (!chain || SSL_CTX_set1_chain(context, chain) == 1);
    EVP_PKEY_free(key);
    X509_free(certificate);
    sk_X509_pop_free(chain, X509_free);
    PKCS12_free(store);
    BIO_free(bio);
    return good;
}

static weir_status make_context(wr_net *net, const wr_net_tls *tls, weir_error *err) {
    net->context = SSL_CTX_new(TLS_client_method());
    if (!net->context || SSL_CTX_set_min_proto_version(net->context, TLS1_2_VERSION) != 1)
        return weir_fail(err, WEIR_UNAVAILABLE, "TLS cannot be used: %s", tls_reason());
    SSL_CTX_set_default_passwd_cb(net->context, no_prompt);
    SSL_CTX_set_default_passwd_cb_userdata(net->context, (void *)(uintptr_t)tls->key_password);
    SSL_CTX_set_verify(net->context, tls->verify_peer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
    if (tls->verify_peer && !use_ca(net->context, tls))
        return weir_fail(err, WEIR_INVALID, "the certificates of '%s' cannot be used: %s", tls->ca_path ? tls->ca_path : tls->ca_pem ? "ssl.ca.pem" : "the system", tls_reason());
    if (tls->keystore_path && !use_keystore(net->context, tls))
        return weir_fail(err, WEIR_INVALID, "the key store '%s' cannot be used: %s", tls->keystore_path, tls_reason());
    if (tls->certificate_path && SSL_CTX_use_certificate_chain_file(net->context, tls->certificate_path) != 1)
        return weir_fail(err, WEIR_INVALID, "the certificate '%s' cannot be used: %s", tls->certificate_path, tls_reason());
    if (tls->certificate_pem && !use_certificate_pem(net->context, tls->certificate_pem))
        return weir_fail(err, WEIR_INVALID, "the certificate of 'ssl.certificate.pem' cannot be used: %s", tls_reason());
    if (tls->key_path && SSL_CTX_use_PrivateKey_file(net->context, tls->key_path, SSL_FILETYPE_PEM) != 1)
        return weir_fail(err, WEIR_INVALID, "the key '%s' cannot be used: %s", tls->key_path, tls_reason());
    if (tls->key_pem && !use_key_pem(net->context, tls->key_pem, tls->key_password))
        return weir_fail(err, WEIR_INVALID, "the key of 'ssl.key.pem' cannot be used: %s", tls_reason());
    return WEIR_OK;
}

/* What an OpenSSL call that did not work wants: a wait (WEIR_OK, call again), or it is over. */
static weir_status tls_again(wr_net *net, int result, const char *what, weir_error *err) {
    int error_number = errno;
    switch (SSL_get_error(net->ssl, result)) {
    case SSL_ERROR_WANT_READ:
        return wait_for(net, POLLIN, err);
    case SSL_ERROR_WANT_WRITE:
        return wait_for(net, POLLOUT, err);
    case SSL_ERROR_ZERO_RETURN:
        ERR_clear_error();
        return weir_fail(err, WEIR_UNAVAILABLE, "%s: the other side has closed the connection", net->name);
    case SSL_ERROR_SYSCALL:
        ERR_clear_error();
        if (error_number != 0)
            return weir_fail_errno(err, WEIR_UNAVAILABLE, error_number, "%s: %s", net->name, what);
        return weir_fail(err, WEIR_UNAVAILABLE, "%s: %s: the connection was cut", net->name, what);
    default:
        return weir_fail(err, WEIR_UNAVAILABLE, "%s: %s: %s", net->name, what, tls_reason());
    }
}

static weir_status start_tls(wr_net *net, const char *host, const wr_net_tls *tls, weir_error *err) {
    unsigned char address[sizeof(struct in6_addr)];
    bool          numeric = inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1;
    int           result;
    WEIR_TRY(make_context(net, tls, err));
    net->ssl = SSL_new(net->context);
    if (!net->ssl || SSL_set_fd(net->ssl, net->fd) != 1)
        return weir_fail(err, WEIR_UNAVAILABLE, "TLS cannot be used: %s", tls_reason());
    if (!numeric)
        (void)SSL_set_tlsext_host_name(net->ssl, host);
    if (tls->verify_peer && tls->verify_name) {
        bool set = numeric ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(net->ssl), host) == 1 : SSL_set1_host(net->ssl, host) == 1;
        if (!set)
            return weir_fail(err, WEIR_INVALID, "%s: no host name that a certificate could be for", net->name);
    }
    for (;;) {
        ERR_clear_error();
        errno = 0;
        if ((result = SSL_connect(net->ssl)) == 1)
            return WEIR_OK;
        long verdict = SSL_get_verify_result(net->ssl);
        if (tls->verify_peer && verdict != X509_V_OK) {
            ERR_clear_error();
            return weir_fail(err, WEIR_INVALID, "%s: its certificate is refused: %s", net->name, X509_verify_cert_error_string(verdict));
        }
        weir_status status = tls_again(net, result, "TLS", err);
        if (status != WEIR_OK)
            return status;
    }
}

/* ---- TCP ---- */

static weir_status connect_one(wr_net *net, const struct addrinfo *address, weir_error *err) {
    int       failure = 0, on = 1;
    socklen_t size = sizeof failure;
    net->fd = socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address->ai_protocol);
    if (net->fd < 0)
        return weir_fail_errno(err, WEIR_UNAVAILABLE, errno, "%s", net->name);
    (void)setsockopt(net->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(net->fd, address->ai_addr, address->ai_addrlen) == 0)
        return WEIR_OK;
    if (errno != EINPROGRESS && errno != EINTR)
        return weir_fail_errno(err, WEIR_UNAVAILABLE, errno, "%s", net->name);
    WEIR_TRY(wait_for(net, POLLOUT, err));
    if (getsockopt(net->fd, SOL_SOCKET, SO_ERROR, &failure, &size) != 0)
        failure = errno;
    return failure == 0 ? WEIR_OK : weir_fail_errno(err, WEIR_UNAVAILABLE, failure, "%s", net->name);
}

static weir_status connect_any(wr_net *net, const char *host, const char *port, weir_error *err) {
    const struct addrinfo wanted = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG};
    struct addrinfo      *addresses = NULL;
    int                   code = getaddrinfo(host, port, &wanted, &addresses);
    if (code != 0)
        return weir_fail(err, WEIR_UNAVAILABLE, "%s: %s", net->name, gai_strerror(code));
    weir_status status = weir_fail(err, WEIR_UNAVAILABLE, "%s: the name has no address", net->name);
    for (const struct addrinfo *at = addresses; at && status != WEIR_OK; at = at->ai_next) {
        if (net->fd >= 0)
            close(net->fd);
        net->fd = -1;
        status = connect_one(net, at, err);
    }
    freeaddrinfo(addresses);
    return status;
}

weir_status wr_net_connect(const wr_env *env, const char *host, const char *port, const wr_net_tls *tls, int64_t limit_ms, wr_net **out, weir_error *err) {
    wr_net *net = wr_calloc(1, sizeof *net);
    *out = NULL;
    net->env = env;
    net->fd = -1;
    net->deadline_ns = now_ns(net) + limit_ms * 1000000;
    snprintf(net->name, sizeof net->name, "%s:%s", host, port);
    weir_status status = connect_any(net, host, port, err);
    if (status == WEIR_OK && tls)
        status = start_tls(net, host, tls, err);
    if (status != WEIR_OK) {
        wr_net_close(net);
        return status;
    }
    *out = net;
    return WEIR_OK;
}

/* One step of at most `size` bytes; *moved 0: try again. */
static weir_status step(wr_net *net, void *in, const void *out, size_t size, size_t *moved, weir_error *err) {
    *moved = 0;
    if (net->ssl) {
        ERR_clear_error();
        errno = 0;
        int result = in ? SSL_read_ex(net->ssl, in, size, moved) : SSL_write_ex(net->ssl, out, size, moved);
        return result == 1 ? WEIR_OK : tls_again(net, result, in ? "reading" : "writing", err);
    }
    ssize_t done = in ? recv(net->fd, in, size, 0) : send(net->fd, out, size, MSG_NOSIGNAL);
    if (done > 0)
        *moved = (size_t)done;
    if (done > 0 || (done < 0 && errno == EINTR))
        return WEIR_OK;
    if (done == 0)
        return weir_fail(err, WEIR_UNAVAILABLE, "%s: the other side has closed the connection", net->name);
    if (errno == EAGAIN || errno == EWOULDBLOCK)
        return wait_for(net, in ? POLLIN : POLLOUT, err);
    return weir_fail_errno(err, WEIR_UNAVAILABLE, errno, "%s", net->name);
}

weir_status wr_net_write(wr_net *net, const void *data, size_t size, int64_t limit_ms, weir_error *err) {
    const char *at = data;
    size_t      moved;
    net->deadline_ns = now_ns(net) + limit_ms * 1000000;
    for (; size > 0; at += moved, size -= moved)
        WEIR_TRY(step(net, NULL, at, size, &moved, err));
    return WEIR_OK;
}

weir_status wr_net_read(wr_net *net, void *data, size_t size, int64_t limit_ms, weir_error *err) {
    char  *at = data;
    size_t moved;
    net->deadline_ns = now_ns(net) + limit_ms * 1000000;
    for (; size > 0; at += moved, size -= moved)
        WEIR_TRY(step(net, at, NULL, size, &moved, err));
    return WEIR_OK;
}

void wr_net_close(wr_net *net) {
    if (!net)
        return;
    SSL_free(net->ssl);
    SSL_CTX_free(net->context);
    if (net->fd >= 0)
        close(net->fd);
    wr_free(net);
}
