"""Reads every public topic once, from the beginning to the end of the moment, and prints how many records each has.

Debian's packages python3-confluent-kafka and python3-avro are all it needs."""
import io
import json
import os
import urllib.request
from collections import Counter

import avro.io
import avro.schema
from confluent_kafka import Consumer, KafkaError

registry = os.environ.get("REGISTRY", "http://localhost:8081/apis/ccompat/v7")
schemas = {}


def schema(number):
    """The schema that a record was written with. It never changes, so one request for each number is enough."""
    if number not in schemas:
        with urllib.request.urlopen(f"{registry}/schemas/ids/{number}") as answer:
            schemas[number] = avro.schema.parse(json.load(answer)["schema"])
    return schemas[number]


def decode(data):
    """A zero byte, the number of the schema in 4 bytes, Avro. No data is a tombstone: the entity is gone."""
    if data is None:
        return None
    assert data[0] == 0, "not in the Confluent wire format"
    reader = avro.io.DatumReader(schema(int.from_bytes(data[1:5], "big")))
    return reader.read(avro.io.BinaryDecoder(io.BytesIO(data[5:])))


consumer = Consumer({
    "bootstrap.servers": os.environ.get("BROKERS", "localhost:9094"),
    "group.id": f"example-python-{os.getpid()}",
    "isolation.level": "read_committed",
    "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
    "enable.partition.eof": True,
})
topics = {name: topic for name, topic in consumer.list_topics(timeout=10).topics.items() if name.startswith("companion.")}
unfinished = {(name, partition) for name, topic in topics.items() for partition in topic.partitions}
counts = Counter({name: 0 for name in topics})
consumer.subscribe(list(topics))
while unfinished:
    record = consumer.poll(10)
    if record is None:
        continue
    if record.error() and record.error().code() == KafkaError._PARTITION_EOF:
        unfinished.discard((record.topic(), record.partition()))
    else:
        value = decode(record.value())
        counts[record.topic()] += 1
consumer.close()
for name in sorted(counts):
    print(name, counts[name])
