// Starts the real program on a folder and a free port, and a browser to use it with.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

export const program = process.env.DESK_PROGRAM ?? "target/release/aftercare";
export const shots = process.env.DESK_SHOTS ?? "target/browser";
mkdirSync(shots, { recursive: true });

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

export class Desk {
  constructor(folder, port, environment = {}) {
    this.folder = folder;
    this.port = port;
    this.environment = environment;
    this.origin = `http://127.0.0.1:${port}`;
  }

  async start() {
    this.process = spawn(program, ["serve"], {
      env: {
        ...process.env,
        ...this.environment,
        AFTERCARE_DATA: this.folder,
        AFTERCARE_LISTEN: `127.0.0.1:${this.port}`,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.said = "";
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (chunk) => (this.said += chunk));
    }
    const until = Date.now() + 30_000;
    for (;;) {
      try {
        const answer = await fetch(`${this.origin}/readyz`);
        if (answer.ok) return;
      } catch {
        // Not listening yet.
      }
      if (Date.now() > until || this.process.exitCode !== null) {
        throw new Error(`the desk did not start:\n${this.said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async end(signal) {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, "exit");
    this.process.kill(signal);
    await ended;
  }
}

export async function browser(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

export function must(holds, what) {
  if (!holds) throw new Error(what);
}
