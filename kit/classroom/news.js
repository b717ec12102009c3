// What phones and screens share: asking the room for news, and sending to it.

/** A text in which no number stands at the end of a line without its unit. */
const unbroken = (/** @type {string} */ text) => text.replace(/(\d) (?=%|mg|nM)/g, "$1\u00a0");

const moment = (/** @type {number} */ ms) => new Promise((done) => { setTimeout(done, ms); });

/**
 * Keep asking for news. A lost network, a sleeping phone or a restarted laptop only delays it.
 * @param {(state: any) => void} show gets each new state
 * @param {(why: "" | "network" | "join") => void} tell hears whether the room answers; "join" ends it
 * @param {Record<string, string>} headers
 */
async function follow(show, tell, headers = {}) {
  let version = -1;
  let wait = 400;
  for (;;) {
    try {
      const answer = await fetch(`/room/state?since=${version}`, { headers, signal: AbortSignal.timeout(40000) });
      if (answer.status === 401) {
        tell("join");
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      wait = 400;
      tell("");
      if (state.version !== version) show(state);
      version = state.version;
    } catch {
      version = -1; // whatever became of the room meanwhile: hear all of it
      tell("network");
      await moment(wait);
      wait = Math.min(2 * wait, 6000);
    }
  }
}

/**
 * Send to the room; `{ok, refused}`. Throws where the room does not answer.
 * @param {string} where
 * @param {any} what
 * @param {Record<string, string>} headers
 */
async function post(where, what, headers = {}) {
  const answer = await fetch(`/room/${where}`, {
    method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(what), signal: AbortSignal.timeout(15000),
  });
  const body = await answer.json().catch(() => ({}));
  return { ok: answer.ok, refused: body.refused ?? "", status: answer.status };
}
