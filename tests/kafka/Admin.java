import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The independent judge of the Kafka tests: Apache Kafka's own clients behind lines of JSON on standard
 * input and output. kafka.py is its only caller and documents what each command means.
 *
 * A request is {"id": n, "do": command, ...}, an answer {"id": n, "ok": result} or {"id": n, "error": class,
 * "message": text}; parts of a long answer come before it as {"id": n, "part": [...]}. Each request runs in
 * a thread of its own, so that a waiting one holds up nobody. Bytes are strings of the characters 0-255.
 */
public final class Admin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PART_RECORDS = 2000;
    private static final Set<String> ENDED = Set.of("Empty", "CompleteCommit", "CompleteAbort", "Dead");

    private final Map<String, Object> client = new HashMap<>();
    private final org.apache.kafka.clients.admin.Admin admin;
    private final Map<String, KafkaProducer<byte[], byte[]>> producers = new ConcurrentHashMap<>();
    private final Map<String, KafkaConsumer<byte[], byte[]>> readers = new ConcurrentHashMap<>();
    private final BufferedWriter out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16);

    private Admin(Properties properties) {
        for (String name : properties.stringPropertyNames()) {
            client.put(name, properties.getProperty(name));
        }
        admin = org.apache.kafka.clients.admin.Admin.create(client);
    }

    public static void main(String[] arguments) throws IOException {
        Properties properties = new Properties();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            properties.setProperty(argument.substring(0, equals), argument.substring(equals + 1));
        }
        Admin judge = new Admin(properties);
        ExecutorService threads = Executors.newCachedThreadPool();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            JsonNode request = JSON.readTree(line);
            threads.execute(() -> judge.serve(request));
        }
        Runtime.getRuntime().halt(0); // the caller has gone; open transactions are left as they are
    }

    private void serve(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode().put("id", request.get("id").asLong());
        try {
            answer.set("ok", run(request));
        } catch (Throwable problem) {
            Throwable cause = problem;
            while (cause instanceof ExecutionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            answer.put("error", cause.getClass().getSimpleName()).put("message", String.valueOf(cause.getMessage()));
        }
        write(answer);
    }

    private void write(ObjectNode line) {
        synchronized (out) {
            try {
                out.write(JSON.writeValueAsString(line));
                out.newLine();
                out.flush();
            } catch (IOException gone) {
                Runtime.getRuntime().halt(0);
            }
        }
    }

    private JsonNode run(JsonNode request) throws Exception {
        switch (request.get("do").asText()) {
            case "cluster": return cluster(request);
            case "create_topic": return createTopic(request);
            case "delete_topics": return wait(admin.deleteTopics(texts(request.get("topics"))).all(), request);
            case "add_partitions": return addPartitions(request);
            case "topics": return topics(request);
            case "delete_records": return deleteRecords(request);
            case "end_offsets": return endOffsets(request);
            case "alter_topic": return alterTopic(request);
            case "produce": return produce(request);
            case "end_transaction": return endTransaction(request);
            case "close_producer": return closeProducer(request);
            case "consume": return consume(request);
            case "open_reader": return openReader(request);
            case "poll": return poll(request);
            case "commit_reader": return commitReader(request);
            case "close_reader": return closeReader(request);
            case "transactions": return transactions(request);
            case "producers": return producerStates(request);
            case "wait_no_open_transaction": return waitNoOpenTransaction(request);
            case "fence": return wait(admin.fenceProducers(texts(request.get("ids"))).all(), request);
            case "abort": return abort(request);
            case "groups": return groups(request);
            case "group_offsets": return groupOffsets(request);
            case "alter_group_offsets": return alterGroupOffsets(request);
            case "delete_group_offsets": return deleteGroupOffsets(request);
            case "delete_groups": return wait(admin.deleteConsumerGroups(texts(request.get("groups"))).all(), request);
            case "set_user": return setUser(request);
            case "delete_user": return deleteUser(request);
            default: throw new IllegalArgumentException("unknown command " + request.get("do"));
        }
    }

    // -- values

    private static <T> T get(Future<T> future, JsonNode request) throws Exception {
        return future.get(request.path("timeout_ms").asLong(30000), TimeUnit.MILLISECONDS);
    }

    private static JsonNode wait(Future<?> future, JsonNode request) throws Exception {
        get(future, request);
        return JSON.nullNode();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String text(JsonNode request, String name) {
        JsonNode value = request.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static byte[] bytes(JsonNode value) {
        return value == null || value.isNull() ? null : value.asText().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String bytes(byte[] value) {
        return value == null ? null : new String(value, StandardCharsets.ISO_8859_1);
    }

    private static TopicPartition partition(JsonNode item) {
        return new TopicPartition(item.get("topic").asText(), item.get("partition").asInt());
    }

    private static ObjectNode node(TopicPartition partition) {
        return JSON.createObjectNode().put("topic", partition.topic()).put("partition", partition.partition());
    }

    private static IsolationLevel isolation(JsonNode request) {
        return request.path("committed").asBoolean(true) ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
    }

    private List<TopicPartition> partitionsOf(Collection<String> topics, JsonNode request) throws Exception {
        List<TopicPartition> all = new ArrayList<>();
        for (TopicDescription topic : get(admin.describeTopics(topics).allTopicNames(), request).values()) {
            topic.partitions().forEach(p -> all.add(new TopicPartition(topic.name(), p.partition())));
        }
        return all;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel level,
                                              JsonNode request) throws Exception {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(p -> wanted.put(p, spec));
        Map<TopicPartition, Long> found = new HashMap<>();
        get(admin.listOffsets(wanted, new ListOffsetsOptions(level)).all(), request)
            .forEach((p, info) -> found.put(p, info.offset()));
        return found;
    }

    // -- cluster and topics

    private JsonNode cluster(JsonNode request) throws Exception {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("cluster_id", get(admin.describeCluster().clusterId(), request));
        ObjectNode features = answer.putObject("features");
        get(admin.describeFeatures().featureMetadata(), request).finalizedFeatures()
            .forEach((name, range) -> features.put(name, range.maxVersionLevel()));
        return answer;
    }

    private JsonNode createTopic(JsonNode request) throws Exception {
        String name = text(request, "topic");
        NewTopic topic = new NewTopic(name, request.path("partitions").asInt(1), (short) 1);
        Map<String, String> configs = new HashMap<>();
        request.path("config").fields().forEachRemaining(e -> configs.put(e.getKey(), e.getValue().asText()));
        get(admin.createTopics(List.of(topic.configs(configs))).all(), request);
        return awaitPartitions(name, request.path("partitions").asInt(1), request);
    }

    private JsonNode addPartitions(JsonNode request) throws Exception {
        String name = text(request, "topic");
        int total = request.get("total").asInt();
        get(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(total))).all(), request);
        return awaitPartitions(name, total, request);
    }

    /** A new topic may be unknown to the broker for a moment: waits until each partition has a leader and offsets. */
    private JsonNode awaitPartitions(String name, int count, JsonNode request) throws Exception {
        long end = System.nanoTime() + request.path("timeout_ms").asLong(30000) * 1_000_000;
        for (;;) {
            try {
                TopicDescription found = get(admin.describeTopics(List.of(name)).allTopicNames(), request).get(name);
                if (found.partitions().size() == count
                        && offsets(partitionsOf(List.of(name), request), OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED,
                                   request).size() == count) {
                    return JSON.getNodeFactory().textNode(found.topicId().toString());
                }
            } catch (ExecutionException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
            }
            Thread.sleep(20);
        }
    }

    private JsonNode topics(JsonNode request) throws Exception {
        ObjectNode answer = JSON.createObjectNode();
        Set<String> names = get(admin.listTopics().names(), request);
        for (TopicDescription topic : get(admin.describeTopics(names).allTopicNames(), request).values()) {
            answer.putObject(topic.name()).put("id", topic.topicId().toString()).put("partitions", topic.partitions().size());
        }
        return answer;
    }

    private JsonNode deleteRecords(JsonNode request) throws Exception {
        return wait(admin.deleteRecords(Map.of(partition(request), RecordsToDelete.beforeOffset(request.get("before").asLong()))).all(),
                    request);
    }

    private JsonNode endOffsets(JsonNode request) throws Exception {
        List<TopicPartition> partitions = partitionsOf(texts(request.get("topics")), request);
        Map<TopicPartition, Long> begin = offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED, request);
        Map<TopicPartition, Long> committed = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED, request);
        Map<TopicPartition, Long> high = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED, request);
        ArrayNode answer = JSON.createArrayNode();
        for (TopicPartition p : partitions) {
            answer.add(node(p).put("begin", begin.get(p)).put("committed", committed.get(p)).put("high", high.get(p)));
        }
        return answer;
    }

    private JsonNode alterTopic(JsonNode request) throws Exception {
        List<AlterConfigOp> changes = new ArrayList<>();
        request.get("config").fields().forEachRemaining(e -> changes.add(
            new AlterConfigOp(new ConfigEntry(e.getKey(), e.getValue().asText()), AlterConfigOp.OpType.SET)));
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, text(request, "topic"));
        return wait(admin.incrementalAlterConfigs(Map.of(topic, changes)).all(), request);
    }

    // -- producing

    private KafkaProducer<byte[], byte[]> producer(JsonNode request) {
        String id = text(request, "transactional_id");
        String compression = request.path("compression").asText("none");
        return producers.computeIfAbsent(id != null ? "t:" + id : "p:" + compression, name -> {
            Map<String, Object> settings = new HashMap<>(client);
            settings.put("compression.type", compression);
            settings.put("linger.ms", "2");
            settings.put("max.block.ms", "30000");
            settings.put("max.request.size", String.valueOf(64 << 20));
            if (id != null) {
                settings.put("transactional.id", id);
                settings.put("transaction.timeout.ms", request.path("transaction_timeout_ms").asText("60000"));
            }
            KafkaProducer<byte[], byte[]> made =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            if (id != null) {
                try {
                    made.initTransactions();
                } catch (RuntimeException refused) {
                    made.close(Duration.ZERO);
                    throw refused;
                }
            }
            return made;
        });
    }

    private final Set<String> open = ConcurrentHashMap.newKeySet(); // ids with a transaction begun here

    private JsonNode produce(JsonNode request) throws Exception {
        String id = text(request, "transactional_id");
        KafkaProducer<byte[], byte[]> producer = producer(request);
        if (id != null && open.add(id)) {
            producer.beginTransaction();
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (JsonNode r : request.get("records")) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                r.get("topic").asText(), r.hasNonNull("partition") ? r.get("partition").asInt() : null,
                r.hasNonNull("timestamp") ? r.get("timestamp").asLong() : null, bytes(r.get("key")), bytes(r.get("value")));
            for (JsonNode header : r.path("headers")) {
                record.headers().add(header.get(0).asText(), bytes(header.get(1)));
            }
            sent.add(producer.send(record));
        }
        producer.flush();
        ArrayNode answer = JSON.createArrayNode();
        for (Future<RecordMetadata> one : sent) {
            RecordMetadata where = get(one, request);
            answer.addArray().add(where.partition()).add(where.offset());
        }
        if (request.hasNonNull("group")) {
            Map<TopicPartition, OffsetAndMetadata> offsets = groupOffsetsOf(request.get("offsets"));
            producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(text(request, "group")));
        }
        if (id != null && !"open".equals(text(request, "end"))) {
            end(id, producer, "commit".equals(text(request, "end")));
        }
        return answer;
    }

    private void end(String id, KafkaProducer<byte[], byte[]> producer, boolean commit) {
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
        open.remove(id);
    }

    private JsonNode endTransaction(JsonNode request) {
        String id = text(request, "transactional_id");
        KafkaProducer<byte[], byte[]> producer = producers.get("t:" + id);
        if (producer == null) {
            throw new IllegalStateException("no producer here has the transactional id " + id);
        }
        end(id, producer, request.get("commit").asBoolean());
        return JSON.nullNode();
    }

    /** Drops a transactional producer as a killed process would: an open transaction stays open. */
    private JsonNode closeProducer(JsonNode request) {
        String id = text(request, "transactional_id");
        KafkaProducer<byte[], byte[]> producer = producers.remove("t:" + id);
        open.remove(id);
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
        return JSON.nullNode();
    }

    // -- reading

    private KafkaConsumer<byte[], byte[]> consumer(JsonNode request) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("isolation.level", isolation(request).toString());
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", "false");
        settings.put("fetch.max.wait.ms", "50");
        settings.put("max.poll.records", String.valueOf(PART_RECORDS));
        if (request.hasNonNull("group")) {
            settings.put("group.id", text(request, "group"));
        }
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void add(ArrayNode part, ConsumerRecord<byte[], byte[]> record) {
        ArrayNode item = part.addArray().add(record.topic()).add(record.partition()).add(record.offset()).add(record.timestamp());
        item.add(bytes(record.key())).add(bytes(record.value()));
        ArrayNode headers = item.addArray();
        for (Header header : record.headers()) {
            headers.addArray().add(header.key()).add(bytes(header.value()));
        }
        item.add(record.timestampType().toString());
        Optional<Integer> epoch = record.leaderEpoch();
        item.add(epoch.isPresent() ? epoch.get() : -1);
    }

    private void part(JsonNode request, ArrayNode part) {
        ObjectNode line = JSON.createObjectNode().put("id", request.get("id").asLong());
        line.set("part", part);
        write(line);
    }

    /** All records of the topics, up to the end as it was when this began. */
    private JsonNode consume(JsonNode request) throws Exception {
        long end = System.nanoTime() + request.path("timeout_ms").asLong(30000) * 1_000_000;
        List<TopicPartition> partitions = partitionsOf(texts(request.get("topics")), request);
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest(), isolation(request), request);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(request)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Set<TopicPartition> left = new HashSet<>(partitions);
            for (;;) {
                for (Iterator<TopicPartition> i = left.iterator(); i.hasNext(); ) {
                    TopicPartition p = i.next();
                    if (consumer.position(p, Duration.ofSeconds(10)) >= ends.get(p)) {
                        consumer.pause(List.of(p));
                        i.remove();
                    }
                }
                if (left.isEmpty()) {
                    return JSON.nullNode();
                }
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("not all records came in time; left: " + left + ", ends: " + ends);
                }
                ArrayNode part = JSON.createArrayNode();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        add(part, record);
                    }
                }
                if (!part.isEmpty()) {
                    part(request, part);
                }
            }
        }
    }

    private JsonNode openReader(JsonNode request) throws Exception {
        KafkaConsumer<byte[], byte[]> reader = consumer(request);
        List<String> topics = texts(request.get("topics"));
        if (request.hasNonNull("group")) {
            reader.subscribe(topics);
        } else {
            List<TopicPartition> partitions = partitionsOf(topics, request);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
        }
        readers.put(text(request, "reader"), reader);
        return JSON.nullNode();
    }

    private KafkaConsumer<byte[], byte[]> reader(JsonNode request) {
        KafkaConsumer<byte[], byte[]> reader = readers.get(text(request, "reader"));
        if (reader == null) {
            throw new IllegalStateException("the reader is closed");
        }
        return reader;
    }

    /** What has come since the last poll, at least one record unless the time is over. */
    private JsonNode poll(JsonNode request) {
        KafkaConsumer<byte[], byte[]> reader = reader(request);
        ArrayNode answer = JSON.createArrayNode();
        synchronized (reader) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(request.get("wait_ms").asLong()))) {
                add(answer, record);
            }
        }
        return answer;
    }

    private JsonNode commitReader(JsonNode request) {
        KafkaConsumer<byte[], byte[]> reader = reader(request);
        synchronized (reader) {
            reader.commitSync();
        }
        return JSON.nullNode();
    }

    private JsonNode closeReader(JsonNode request) {
        KafkaConsumer<byte[], byte[]> reader = reader(request);
        readers.remove(text(request, "reader"));
        synchronized (reader) {
            reader.close();
        }
        return JSON.nullNode();
    }

    // -- transactions

    private JsonNode transactions(JsonNode request) throws Exception {
        ArrayNode answer = JSON.createArrayNode();
        List<String> ids = new ArrayList<>();
        for (TransactionListing one : get(admin.listTransactions().all(), request)) {
            if (one.transactionalId().startsWith(request.path("prefix").asText(""))) {
                ids.add(one.transactionalId());
            }
        }
        if (ids.isEmpty()) {
            return answer;
        }
        for (Map.Entry<String, TransactionDescription> one :
                new TreeMap<>(get(admin.describeTransactions(ids).all(), request)).entrySet()) {
            TransactionDescription t = one.getValue();
            ObjectNode item = answer.addObject().put("id", one.getKey()).put("state", t.state().toString())
                .put("producer_id", t.producerId()).put("epoch", t.producerEpoch()).put("timeout_ms", t.transactionTimeoutMs())
                .put("start_ms", t.transactionStartTimeMs().isPresent() ? t.transactionStartTimeMs().getAsLong() : null);
            ArrayNode partitions = item.putArray("partitions");
            t.topicPartitions().forEach(p -> partitions.addArray().add(p.topic()).add(p.partition()));
        }
        return answer;
    }

    private JsonNode producerStates(JsonNode request) throws Exception {
        ArrayNode answer = JSON.createArrayNode();
        List<TopicPartition> partitions = partitionsOf(texts(request.get("topics")), request);
        for (TopicPartition p : partitions) {
            for (ProducerState state : get(admin.describeProducers(List.of(p)).partitionResult(p), request).activeProducers()) {
                answer.add(node(p).put("producer_id", state.producerId()).put("epoch", state.producerEpoch())
                    .put("open_since", state.currentTransactionStartOffset().isPresent()
                        ? state.currentTransactionStartOffset().getAsLong() : null));
            }
        }
        return answer;
    }

    /** No transaction of the ids is open, and nothing of the topics is hidden from read_committed readers. */
    private JsonNode waitNoOpenTransaction(JsonNode request) throws Exception {
        long end = System.nanoTime() + request.path("timeout_ms").asLong(30000) * 1_000_000;
        List<String> topics = texts(request.path("topics"));
        for (;;) {
            List<String> found = new ArrayList<>();
            for (TransactionListing one : get(admin.listTransactions().all(), request)) {
                if (one.transactionalId().startsWith(request.path("prefix").asText(""))
                        && !ENDED.contains(one.state().toString())) {
                    found.add(one.transactionalId() + " " + one.state());
                }
            }
            if (!topics.isEmpty()) {
                List<TopicPartition> partitions = partitionsOf(topics, request);
                Map<TopicPartition, Long> high = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED, request);
                offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED, request).forEach((p, offset) -> {
                    if (offset < high.get(p)) {
                        found.add(p + " visible to " + offset + " of " + high.get(p));
                    }
                });
            }
            if (found.isEmpty()) {
                return JSON.nullNode();
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("still open: " + String.join(", ", found));
            }
            Thread.sleep(50);
        }
    }

    private JsonNode abort(JsonNode request) throws Exception {
        return wait(admin.abortTransaction(new AbortTransactionSpec(partition(request), request.get("producer_id").asLong(),
            (short) request.get("epoch").asInt(), request.path("coordinator_epoch").asInt(0))).all(), request);
    }

    // -- groups

    private static Map<TopicPartition, OffsetAndMetadata> groupOffsetsOf(JsonNode items) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (JsonNode item : items) {
            offsets.put(partition(item), new OffsetAndMetadata(item.get("offset").asLong(), item.path("metadata").asText("")));
        }
        return offsets;
    }

    private JsonNode groups(JsonNode request) throws Exception {
        ObjectNode answer = JSON.createObjectNode();
        for (var group : get(admin.listGroups().all(), request)) {
            answer.put(group.groupId(), group.groupState().map(Object::toString).orElse("Unknown"));
        }
        return answer;
    }

    private JsonNode groupOffsets(JsonNode request) throws Exception {
        ArrayNode answer = JSON.createArrayNode();
        Map<TopicPartition, OffsetAndMetadata> found = get(
            admin.listConsumerGroupOffsets(Map.of(text(request, "group"), new ListConsumerGroupOffsetsSpec()))
                .partitionsToOffsetAndMetadata(text(request, "group")), request);
        for (Map.Entry<TopicPartition, OffsetAndMetadata> one : found.entrySet()) {
            if (one.getValue() != null) {
                answer.add(node(one.getKey()).put("offset", one.getValue().offset()).put("metadata", one.getValue().metadata()));
            }
        }
        return answer;
    }

    private JsonNode alterGroupOffsets(JsonNode request) throws Exception {
        return wait(admin.alterConsumerGroupOffsets(text(request, "group"), groupOffsetsOf(request.get("offsets"))).all(), request);
    }

    private JsonNode deleteGroupOffsets(JsonNode request) throws Exception {
        Set<TopicPartition> partitions = new HashSet<>();
        request.get("partitions").forEach(item -> partitions.add(partition(item)));
        return wait(admin.deleteConsumerGroupOffsets(text(request, "group"), partitions).all(), request);
    }

    // -- users

    private static ScramMechanism mechanism(JsonNode request) {
        return ScramMechanism.fromMechanismName(request.path("mechanism").asText("SCRAM-SHA-256"));
    }

    private JsonNode setUser(JsonNode request) throws Exception {
        return wait(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(text(request, "user"),
            new ScramCredentialInfo(mechanism(request), 4096), text(request, "password")))).all(), request);
    }

    private JsonNode deleteUser(JsonNode request) throws Exception {
        return wait(admin.alterUserScramCredentials(List.of(new UserScramCredentialDeletion(text(request, "user"),
            mechanism(request)))).all(), request);
    }
}
