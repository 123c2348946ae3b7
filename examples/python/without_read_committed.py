"""The same as read_topics.py with kafka-python, which knows no isolation level: what it gets too many, and how to tell.

Debian's package python3-kafka is all it needs. Prefer a client that reads committed records only."""
import os
from collections import Counter, defaultdict

from kafka import KafkaConsumer, TopicPartition

# A transaction marker looks like a record whose key is a version and a type, each in two bytes.
MARKERS = {b"\0\0\0\0": "aborted", b"\0\0\0\1": "committed"}

consumer = KafkaConsumer(
    bootstrap_servers=os.environ.get("BROKERS", "localhost:9094"),
    enable_auto_commit=False,
)
counts, markers, seen = Counter(), Counter(), defaultdict(set)
for topic in sorted(consumer.topics()):
    if not topic.startswith("companion."):
        continue
    partitions = [TopicPartition(topic, each) for each in consumer.partitions_for_topic(topic)]
    consumer.assign(partitions)
    consumer.seek_to_beginning()
    ends = consumer.end_offsets(partitions)
    counts[topic] = 0
    while any(consumer.position(each) < ends[each] for each in partitions):
        for records in consumer.poll(timeout_ms=500).values():
            for record in records:
                if record.key in MARKERS:
                    markers[MARKERS[record.key]] += 1
                    continue
                # A transaction that was aborted is written again, with the same ids: take each id of a key once.
                identity = dict(record.headers)["ce_id"]
                known = seen[topic, record.key]
                if identity not in known:
                    known.add(identity)
                    counts[topic] += 1
                if record.value is None:
                    known.clear()  # a tombstone: if the key comes back, its ids begin again
for topic, count in counts.items():
    print(topic, count)
print("transaction markers:", dict(markers))
