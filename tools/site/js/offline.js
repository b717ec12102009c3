// Over http the lessons stay on this device; a newer version of them is offered, never forced.

const HERE_NOW = "These lessons now work on this device without a network.";
const NEWER = "There is a newer version of these lessons. ";

async function keepOffline() {
  if (!navigator.serviceWorker || !location.protocol.startsWith("http")) return;
  if ("alone" in document.documentElement.dataset || speaking) return; // a lesson without its site; notes alone
  const status = document.querySelector("footer.site").appendChild(make("p", { role: "status" }));
  const first = !navigator.serviceWorker.controller;
  const registration = await navigator.serviceWorker.register("worker.js").catch(() => null);
  if (!registration) return; // this browser keeps nothing, and the page works all the same
  const offer = (worker) => status.replaceChildren(NEWER, make("button", { type: "button", onclick: () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    worker.postMessage("take over");
  } }, "Show it"));
  const watch = () => registration.installing?.addEventListener("statechange", () => {
    if (registration.waiting && registration.active) offer(registration.waiting);
  });
  if (registration.waiting && registration.active) offer(registration.waiting);
  watch();
  registration.addEventListener("updatefound", watch);
  await navigator.serviceWorker.ready;
  if (first) status.textContent = HERE_NOW;
}
