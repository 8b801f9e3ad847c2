// An agent's loop over `stint mcp` through the official client libraries, old and new (MCP-06): they check every
// answer against the schema that the tool names. The board is expected to hold one queued run for each of them.
//
//     node clients.mjs STINT [ARGUMENT…]
import assert from "node:assert/strict";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const [command, ...args] = process.argv.slice(2);
const info = { name: "judge", version: "1" };
const clients = {
    "1.x": [new OldClient(info), OldTransport],
    "2.x, handshake": [new Client(info), StdioClientTransport],
    "2.x, stateless": [new Client(info, { versionNegotiation: { mode: { pin: "2026-07-28" } } }), StdioClientTransport],
};

for (const [name, [client, Transport]] of Object.entries(clients)) {
    await client.connect(new Transport({ command, args, env: process.env }));
    const { tools } = await client.listTools();
    assert.equal(tools.length, 12, "tools");
    assert.match(client.getInstructions(), /heartbeat/);
    const call = async (tool, values) => {
        const answer = await client.callTool({ name: tool, arguments: values });
        assert.ok(!answer.isError, `${tool}: ${answer.content[0].text}`);
        assert.deepEqual(JSON.parse(answer.content[0].text), answer.structuredContent);
        return answer.structuredContent;
    };
    const { claimed, run } = await call("run_claim", {});
    assert.ok(claimed, "nothing to claim");
    await call("run_heartbeat", { run_id: run.id, progress: "looked at it" });
    const done = { run_id: run.id, outcome: "completed", result: { files: [1, null, "a"] } };
    await call("run_finish", done);
    await call("task_get", { task_id: run.task_id });
    await call("task_comment", { task_id: run.task_id, text: "seen" });
    const task = await client.readResource({ uri: `stint://task/${run.task_id}` });
    assert.equal(JSON.parse(task.contents[0].text).task.id, run.task_id);
    const refusal = await client.callTool({ name: "run_heartbeat", arguments: { run_id: run.id } });
    assert.ok(refusal.isError, "a finished run took a heartbeat");
    await client.close();
    console.log(`${name}: ok`);
}
