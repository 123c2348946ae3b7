// What all examples share: where the topics are, and a reader that calls you with each record, decoded.
import kafkajs from 'kafkajs';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

const registry = new SchemaRegistry({ host: process.env.REGISTRY ?? 'http://localhost:8081/apis/ccompat/v7' });
const kafka = new kafkajs.Kafka({
  clientId: 'example',
  brokers: (process.env.BROKERS ?? 'localhost:9094').split(','),
  logLevel: kafkajs.logLevel.ERROR,
});

export async function publicTopics() {
  const admin = kafka.admin();
  await admin.connect();
  const topics = await admin.listTopics();
  await admin.disconnect();
  return topics.filter((topic) => topic.startsWith('companion.')).sort();
}

/**
 * Reads topics from the beginning, committed transactions only (kafkajs does so unless told otherwise).
 * value is null for a tombstone. The promise ends when everything is read that was there at the start; reading goes on.
 */
export async function read(topics, onRecord) {
  const groupId = `example-node-${process.pid}-${Date.now()}`;
  const [admin, consumer] = [kafka.admin(), kafka.consumer({ groupId })];
  await Promise.all([admin.connect(), consumer.connect()]);
  const ends = new Map();
  for (const topic of topics) ends.set(topic, await admin.fetchTopicOffsets(topic));
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({
    autoCommitInterval: 500,
    // With eachMessage, the marker at the end of a transaction is never committed, and the group seems to lag by one.
    eachBatch: async ({ batch }) => {
      for (const { key, value, headers } of batch.messages) {
        const decoded = value === null ? null : await registry.decode(value);
        await onRecord({ topic: batch.topic, key: key.toString(), value: decoded, headers });
      }
    },
  });
  for (let behind = true; behind; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const committed = await admin.fetchOffsets({ groupId, topics });
    behind = committed.some(({ topic, partitions }) =>
      partitions.some(({ partition, offset }) => {
        const end = ends.get(topic).find((each) => each.partition === partition);
        return end.high !== end.low && Number(offset) < Number(end.high);
      }),
    );
  }
  return async () => Promise.all([consumer.disconnect(), admin.disconnect()]);
}
