// Keeps an open page in step with the site being edited. Only the preview adds it; no built file names it.
// It is told the whole state each time, compares it with the build the page shows, and decides for itself.

const tag = document.querySelector("script[data-dateline-run]");
const { datelineRun: run, datelinePage: page } = tag.dataset;
let build = Number(tag.dataset.datelineBuild);
let leaving = false;
let panel;

const here = () => decode(location.pathname).replace(/\/index\.html$/, "/");

function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function isStale(state) {
  if (state.run !== run) return true;
  const missed = state.history.filter(([number]) => number > build);
  if (missed.length < state.build - build) return true; // more than the server remembers
  if (page === "*") return missed.length > 0;
  return missed.some(([, changed]) => changed === null || concerns(changed));
}

function concerns(changed) {
  const loaded = performance.getEntriesByType("resource").map((entry) => decode(new URL(entry.name).pathname));
  const mine = new Set([page, here(), ...loaded]);
  return changed.some((address) => mine.has(decode(address)) || /\.(css|js)$/.test(address));
}

async function onState(state) {
  if (leaving) return;
  if (isStale(state)) {
    leaving = true;
    location.reload();
    return;
  }
  build = Math.max(build, state.build);
  if (state.panel || panel) {
    panel = await import("./panel.js");
    panel.show(state.panel);
  }
}

function onVisit({ address }) {
  if (decode(address) === here()) return;
  leaving = true;
  location.assign(encodeURI(address));
}

// One connection for all pages of a browser, which allows no more than six to a host.
function listenThroughRelay() {
  const relay = new SharedWorker(`/_dateline/relay.js?${run}`, { name: `dateline ${run}` });
  relay.onerror = listen;
  relay.port.onmessage = ({ data: [name, data] }) => (name === "visit" ? onVisit : onState)(JSON.parse(data));
  const tell = (word) => () => relay.port.postMessage(word);
  window.addEventListener("focus", tell("looked at"));
  document.addEventListener("visibilitychange", () => document.hidden || tell("looked at")());
  window.addEventListener("pagehide", tell("gone"));
}

function listen() {
  const source = new EventSource("/_dateline/events");
  source.addEventListener("state", ({ data }) => onState(JSON.parse(data)));
  source.addEventListener("visit", ({ data }) => onVisit(JSON.parse(data)));
  source.onerror = () => source.readyState === EventSource.CLOSED && setTimeout(listen, 1000);
}

window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
if ("SharedWorker" in window) listenThroughRelay();
else listen();
