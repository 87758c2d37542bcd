// Shows what is wrong over the page. Everything is set as text: a file name or a message is never read as markup.

const host = document.createElement("dateline-panel");
const root = host.attachShadow({ mode: "open" }); // the page's style and the panel's do not meet
const box = make("section", { role: "alert", lang: "en", dir: "ltr" });
let shown = "";

root.append(make("link", { rel: "stylesheet", href: "/_dateline/panel.css" }), box);

export function show(panel) {
  const said = JSON.stringify(panel);
  if (said === shown) return; // what the reader has put away stays away until something else is wrong
  shown = said;
  host.remove();
  if (!panel) return;
  const hide = make("button", { type: "button" }, "Hide");
  hide.onclick = () => host.remove();
  box.replaceChildren(hide, ...panel.sections.map(sectionOf));
  document.body.append(host);
}

function sectionOf({ title, hint, problems, more, report }) {
  return make("article", {}, [
    make("h2", {}, title),
    make("p", { class: "hint" }, hint),
    ...problems.map(problemOf),
    ...(more ? [make("p", { class: "hint" }, `… and ${more} more`)] : []),
    ...(report ? [make("pre", { class: "report", tabindex: "0" }, report)] : []),
  ]);
}

function problemOf({ place, severity, message, lines }) {
  return make("div", { class: `problem ${severity}` }, [
    ...(place ? [make("p", { class: "place" }, place)] : []),
    make("p", { class: "message", dir: "auto" }, message),
    ...(lines.length ? [make("pre", { class: "lines", tabindex: "0" }, lines.map(lineOf))] : []),
  ]);
}

function lineOf({ number, text, wrong }) {
  return make("span", { class: wrong ? "line wrong" : "line" }, [
    make("span", { class: "number" }, String(number)),
    make("span", { class: "text" }, text),
  ]);
}

function make(name, attributes, content = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (typeof content === "string") element.textContent = content;
  else element.append(...content);
  return element;
}
