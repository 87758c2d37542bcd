// Keeps an open page in step with the site being edited. Only the preview adds it; no built file names it.
// It is told the whole state each time, asks what the page would be now, and decides for itself.

const tag = document.querySelector("script[data-dateline-run]");
const { datelineRun: run, datelinePage: page, datelineUnstyled: unstyled } = tag.dataset;
let { datelineDigest: digest } = tag.dataset;
let plan = Number(tag.dataset.datelinePlan);
let build = Number(tag.dataset.datelineBuild);
let newest; // the state to look at next
let looking = false;
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

async function onState(state) {
  newest = state;
  if (looking) return;
  looking = true;
  while (newest && !leaving) {
    const state = newest;
    newest = undefined;
    try {
      await follow(state);
    } catch {
      // the preview has ended, or was interrupted: the next state comes with the next connection
    }
  }
  looking = false;
}

async function follow(state) {
  if (state.run !== run) return leave();
  const isNewer = state.plan > plan || state.build > build;
  if (isNewer && page === "*") return leave();
  if (state.build > build && !(await refreshFiles(state))) return leave();
  if (isNewer && !(await refreshPage())) return leave();
  plan = Math.max(plan, state.plan);
  build = Math.max(build, state.build);
  if (state.panel || panel) {
    panel = await import("./panel.js");
    panel.show(state.panel);
  }
}

function leave() {
  leaving = true;
  location.reload();
}

// Pictures and the like that this page shows, and stylesheets with a lasting address.
async function refreshFiles(state) {
  const missed = state.history.filter(([number]) => number > build);
  const isKnown = missed.length === state.build - build && missed.every(([, files]) => files);
  const changed = new Set(isKnown ? missed.flatMap(([, files]) => files.map(decode)) : []);
  const isMine = (address) => (isKnown ? changed.has(address) : /^\/(?!assets\/|_dateline\/)/.test(address));
  for (const link of stylesheets(document)) {
    if (isMine(pathOf(link.href)) && isKnown) await swap(link, `${link.href.split("?")[0]}?build=${state.build}`);
  }
  const loaded = new Set(performance.getEntriesByType("resource").map((entry) => pathOf(entry.name)));
  loaded.delete(decode(location.pathname)); // asked for by `refreshPage`
  return ![...loaded].some((address) => !(isKnown && address.endsWith(".css")) && isMine(address));
}

function pathOf(address) {
  const { origin, pathname } = new URL(address, location.href);
  return origin === location.origin ? decode(pathname) : "";
}

// Whether the page is what the preview would send, once its stylesheets are those it would have.
async function refreshPage() {
  const answer = await fetch(location.href, { method: "HEAD" });
  const [now, nowUnstyled] = (answer.headers.get("Dateline-Page") ?? "").split(" ");
  if (now === digest) return true;
  if (!nowUnstyled || nowUnstyled !== unstyled) return false;
  const text = await (await fetch(location.href)).text();
  const next = new DOMParser().parseFromString(text, "text/html");
  const [before, after] = [stylesheets(document), stylesheets(next)];
  if (before.length !== after.length) return false;
  for (const [number, link] of before.entries()) {
    const address = new URL(after[number].getAttribute("href"), location.href).href;
    if (address !== link.href) await swap(link, address);
  }
  digest = next.querySelector("script[data-dateline-run]").dataset.datelineDigest;
  return true;
}

const stylesheets = (document) => [...document.querySelectorAll("link[rel~=stylesheet]")];

// The old one stays until the new one is there, so that the page is never without.
function swap(link, address) {
  const next = link.cloneNode();
  next.href = address;
  return new Promise((done) => {
    next.onload = next.onerror = () => {
      link.remove();
      done();
    };
    link.after(next);
  });
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
