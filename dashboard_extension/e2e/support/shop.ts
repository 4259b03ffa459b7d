/** The shop's web server itself: stopped while it serves, as by a machine that hangs, and let go on. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

import { API_URL } from "./staff";

const LISTENS = "0A";

/** Stops the process that serves the API; returns what lets it go on. */
export function stopShop(): () => void {
  const pid = listeningAt(Number(new URL(API_URL).port));
  process.kill(pid, "SIGSTOP");
  return () => {
    process.kill(pid, "SIGCONT");
  };
}

/** Which process listens at a port, as Linux tells it: no other knows it, and no one needs to say it. */
function listeningAt(port: number): number {
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  const sockets = readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${wanted}`) && state === LISTENS)
    .map((parts) => `socket:[${parts[9] ?? ""}]`);
  const found = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => handlesOf(pid).some((handle) => sockets.includes(handle)));
  if (found === undefined) throw new Error(`Nobody listens at port ${String(port)}.`);
  return Number(found);
}

function handlesOf(pid: string): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).map((name) => readlinkSync(`${folder}/${name}`));
  } catch {
    // It has ended meanwhile, or is somebody else's.
    return [];
  }
}
