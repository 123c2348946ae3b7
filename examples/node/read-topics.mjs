// Reads every public topic once and prints how many records each has.
import { publicTopics, read } from './topics.mjs';

const topics = await publicTopics();
const counts = new Map(topics.map((topic) => [topic, 0]));
const stop = await read(topics, ({ topic }) => counts.set(topic, counts.get(topic) + 1));
for (const [topic, count] of counts) console.log(topic, count);
await stop();
