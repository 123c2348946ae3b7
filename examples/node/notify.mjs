// Tells a chat when a discrepancy opens or closes: posts {"text": …} to WEBHOOK, as Slack, Mattermost and others take it.
import { read } from './topics.mjs';

const webhook = process.env.WEBHOOK;
const began = Date.now();
const told = new Set(); // a repetition has the same id; keep the ids where a restart finds them

await read(['companion.discrepancy-changes.v1'], async ({ value: change, headers }) => {
  const id = headers.ce_id.toString();
  // Not what was there before we came.
  if (Number(change.metadata.occurredAt) < began || told.has(id)) return;
  const discrepancy = change.after;
  const text = {
    OPEN: `⚠ ${discrepancy.title}: ${discrepancy.summary} ${discrepancy.consequence}`,
    CLOSED: `✔ ${discrepancy.title}: ${discrepancy.closedBecause ?? discrepancy.summary}`,
  }[change.to];
  if (!text) return;
  if (webhook) {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(webhook, { method: 'POST', headers, body: JSON.stringify({ text }) });
    if (!answer.ok) throw new Error(`${webhook}: ${answer.status}`); // the record is read again
  }
  console.log(text);
  told.add(id);
});
console.log('Waiting for discrepancies. Ctrl-C ends it.');
