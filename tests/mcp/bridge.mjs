// Offers `stint mcp` as Streamable HTTP on the loopback interface, so that the conformance suite, which speaks HTTP
// alone, can judge it (MCP-06). One program per session; every answer is one JSON body. Prints its address.
//
//     node bridge.mjs STINT [ARGUMENT…]
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import http from "node:http";
import { createInterface } from "node:readline";

const [program, ...words] = process.argv.slice(2);
const sessions = new Map();

class Session {
    constructor() {
        this.waiting = new Map(); // id of a request → who hears the answer
        this.child = spawn(program, words, { stdio: ["pipe", "pipe", "inherit"] });
        createInterface({ input: this.child.stdout }).on("line", line => {
            const message = JSON.parse(line);
            const hears = this.waiting.get(message.id);
            if (message.method === undefined && hears) {
                this.waiting.delete(message.id);
                hears(message);
            }
        });
    }
    tell(message) {
        this.child.stdin.write(JSON.stringify(message) + "\n");
    }
    ask(message) {
        return new Promise(hears => {
            this.waiting.set(message.id, hears);
            this.tell(message);
        });
    }
    end() {
        this.child.stdin.end();
    }
}

function refuse(response, status, text) {
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: -32600, message: text } }));
}

// Names that a page of another site cannot have in the browser of whoever runs this.
function isLoopback(name) {
    return ["localhost", "127.0.0.1", "[::1]"].includes(name);
}
function comesFromHere(request) {
    const origin = request.headers.origin;
    return isLoopback(new URL(`http://${request.headers.host}`).hostname) &&
        (origin === undefined || isLoopback(new URL(origin).hostname));
}

async function serve(request, response) {
    if (!comesFromHere(request))
        return refuse(response, 403, "Only this machine is served.");
    const name = request.headers["mcp-session-id"];
    if (request.method === "DELETE" && sessions.has(name)) {
        sessions.get(name).end();
        sessions.delete(name);
        response.writeHead(204).end();
        return;
    }
    if (request.method !== "POST")
        return refuse(response, 405, "Answers come with their requests.");
    let body = "";
    for await (const piece of request)
        body += piece;
    const message = JSON.parse(body);
    const opens = message.method === "initialize";
    const session = opens ? new Session() : sessions.get(name);
    if (!session)
        return refuse(response, 404, "There is no such session.");
    if (message.method === undefined || message.id === undefined) {
        session.tell(message);
        response.writeHead(202).end();
        return;
    }
    const headers = { "Content-Type": "application/json" };
    if (opens) {
        headers["Mcp-Session-Id"] = randomUUID();
        sessions.set(headers["Mcp-Session-Id"], session);
    }
    const answer = await session.ask(message);
    response.writeHead(200, headers);
    response.end(JSON.stringify(answer));
}

const server = http.createServer((request, response) => {
    serve(request, response).catch(error => refuse(response, 400, String(error)));
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/mcp`));
