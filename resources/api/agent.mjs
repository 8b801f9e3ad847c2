// An agent without any library: claims runs until none is left, works, completes.
import { createConnection } from "node:net";
import { createInterface } from "node:readline";

const board = createConnection(process.env.STINT_SOCKET || `${process.env.XDG_RUNTIME_DIR}/stint/board.sock`);
const waiting = new Map();
createInterface({ input: board }).on("line", (line) => {
  const { id, result, error } = JSON.parse(line); // without an id it is a notification
  if (error) waiting.get(id)?.reject(new Error(`${error.data.code}: ${error.message}`));
  else waiting.get(id)?.resolve(result);
  waiting.delete(id);
});
let ids = 0;
const call = (method, params = {}) => new Promise((resolve, reject) => {
  waiting.set(++ids, { resolve, reject });
  board.write(JSON.stringify({ jsonrpc: "2.0", id: ids, method, params }) + "\n");
});

await call("system.hello", { protocol: { min: 1, max: 1 }, client: { name: "example", version: "1" } });
await call("session.register", { agent_name: "node-agent", capabilities: ["node"] });
for (let claim; (claim = await call("run.claim_next", { with_context: true })).claimed; ) { // wait_ms waits for more
  const run_id = claim.run.id;
  await call("run.heartbeat", { run_id, progress: "working" }); // again before a third of the lease has passed
  await call("run.complete", { run_id, result: { by: "node", did: claim.task.title } });
}
board.end();
