// The wire to the server: requests, and the stream that says « look again ».

// ask fetches what a person sees.
export async function ask(params) {
  const answer = await fetch("/api/state?" + new URLSearchParams(params));
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

// act does one deed. The answer always has ok; error is what Slack would say.
export async function act(deed, body) {
  try {
    const answer = await fetch("/api/" + deed, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    return await answer.json();
  } catch (problem) {
    return { ok: false, error: "offline", detail: String(problem) };
  }
}

// listen calls changed after every change, and again after every reconnection,
// so that nothing that happened in between is missed.
export function listen(changed, online) {
  const stream = new EventSource("/events");
  stream.addEventListener("open", () => { online(true); changed(); });
  stream.addEventListener("change", changed);
  stream.addEventListener("error", () => online(false));
}
