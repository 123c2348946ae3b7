// Prints the first record of a topic as JSON: node read-one.js BROKER REGISTRY TOPIC
const { Kafka, logLevel } = require('kafkajs');
const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry');

const [broker, host, topic] = process.argv.slice(2);
const registry = new SchemaRegistry({ host });
const kafka = new Kafka({ clientId: 'stranger', brokers: [broker], logLevel: logLevel.ERROR });
const consumer = kafka.consumer({ groupId: `stranger-${process.pid}` });

async function main() {
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      if (message.value === null) return;
      const value = await registry.decode(message.value);
      console.log(JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v)));
      process.exit(0); // a clean disconnect would wait for this very function to end
    },
  });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
