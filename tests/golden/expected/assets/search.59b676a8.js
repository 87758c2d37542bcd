/* The search of the archive: reads the index that the build has written, as little of it as a query needs.

   docs/explanation/search.md says what is in the index. What makes words of a text, `fold` and `words`, is the twin of
   generator/search_words.py; a test runs both. All words on the page are the page's own. */
"use strict";

/* ---- Words ----------------------------------------------------------------------------------------------------- */

const LONGEST = 40;
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;
const INVISIBLE = /[\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const LETTERS = new Map([
  ...[..."ßæœøđðłıςþ"].map((letter, at) => [letter, ["ss", "ae", "oe", "o", "d", "d", "l", "i", "σ", "th"][at]]),
  ...[..."ىیېکڪۀةەھہۃךםןףץ"].map((letter, at) => [letter, "يييككهههههه\u05db\u05de\u05e0\u05e4\u05e6"[at]]),
  ...[..."٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"].map((letter, at) => [letter, String(at % 10)]),
]);
const VARIANT = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "g");
const PAIRED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3105-\u312f" +
  "\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\ue000-\uf8ff";
const PAIR = new RegExp(`^[${PAIRED}]`);
const RUN = new RegExp(
  `[${PAIRED}]+|(?:(?![${PAIRED}])[\\p{L}\\p{N}]|[\u0900-\u0963\u0966-\u0dff\u0f00-\u0fff])+\u200c?`, "gu");

function fold(text) {
  return text.normalize("NFKD").toLowerCase().replace(MARKS, "").replace(INVISIBLE, "")
    .replace(VARIANT, (letter) => LETTERS.get(letter)).normalize("NFC")
    .replace(/[\u{10000}-\u{10ffff}]/gu, (letter) => String.fromCharCode(0xe000 + letter.codePointAt(0) % 0x1900));
}

function words(text) {
  const found = [];
  let joined = [];
  for (const run of fold(text).match(RUN) || []) {
    if (PAIR.test(run)) {
      for (let at = 0; at + 1 < run.length; at++) found.push(run.slice(at, at + 2));
      found.push(run.at(-1));
      continue;
    }
    const word = run.replace("\u200c", "");
    if (!/^[a-z]$/.test(word)) found.push(word.slice(0, LONGEST));
    joined.push(word);
    if (word === run) {
      if (joined.length > 1) found.push(joined.join("").slice(0, LONGEST));
      joined = [];
    }
  }
  return found;
}

/* Plural and singular endings of folded words. A query asks for every form that these make of its words. */
const ENDINGS = {
  en: "s es ies/y ves/f ves/fe men/man ses/sis children/child people/person feet/foot",
  fr: "s x aux/al aux/ail",
  de: "e n en er s nen se en/um en/a",
  es: "s es ces/z",
};

function forms(word, languages) {
  if (!/^[a-z]{3,}$/.test(word)) return [word];
  const pairs = Object.keys(ENDINGS).filter((language) => languages.includes(language))
    .flatMap((language) => ENDINGS[language].split(" ").map((pair) => [...pair.split("/"), ""]));
  const change = (from, to) => (form) =>
    form.endsWith(from) && form.length - from.length + to.length > 2 ? [form.slice(0, form.length - from.length) + to] : [];
  const bases = [word, ...pairs.flatMap(([plural, singular]) => change(plural, singular)(word))];
  return [...new Set([...bases, ...bases.flatMap((base) => pairs.flatMap(([plural, singular]) => change(singular, plural)(base)))])];
}

/* ---- The index ------------------------------------------------------------------------------------------------- */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]));
const DAYS = 512, MARKS_OF_A_DAY = 1024, PACKED = 30;

class Reader {
  constructor(text) { this.text = text; this.at = 0; this.bit = 0; }
  digit() { return VALUES[this.text[this.at++]]; }
  number() {
    for (let value = 0, unit = 1; ; unit *= 32) {
      const digit = this.digit();
      value += digit % 32 * unit;
      if (digit < 32) return value;
    }
  }
  bits(width) {
    let value = 0;
    for (; width > 0; width--) {
      value = value * 2 + (VALUES[this.text[this.at]] >> 5 - this.bit & 1);
      if (++this.bit === 6) { this.bit = 0; this.at++; }
    }
    return value;
  }
  distances(count, width, start) {
    const places = [];
    for (let place = start; count > 0; count--) {
      let high = 0;
      while (this.bits(1)) high++;
      place += high * 2 ** width + this.bits(width) + 1;
      places.push(place);
    }
    return places;
  }
}

function widthFor(total, count) {
  let width = 0;
  for (let rest = Math.floor(Math.floor(total * 11 / 16) / count); rest > 1; rest = Math.floor(rest / 2)) width++;
  return width;
}

/* Marks the slots of a word in a year of `total` slots. */
function mark(found, text, total) {
  const reader = new Reader(text), opposite = text[0] === "-";
  reader.at = opposite ? 1 : 0;
  const count = reader.number(), places = count ? reader.distances(count, widthFor(total, count), -1) : [];
  if (!opposite) return places.forEach((place) => { found[place] = 1; });
  for (let place = 0, next = 0; place < total; place++) {
    if (places[next] === place) next++;
    else found[place] = 1;
  }
}

function farPlaces(text) {
  const reader = new Reader(text), count = reader.number(), first = reader.number(), width = reader.digit();
  return [first, ...reader.distances(count - 1, width, first)];
}

const loaded = new Map();
let base = location.href;

function load(path, read) {
  if (!loaded.has(path)) {
    loaded.set(path, fetch(new URL(path, base)).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${path}`);
      return answer.text();
    }).then(read));
    loaded.get(path).catch(() => loaded.delete(path));
  }
  return loaded.get(path);
}

/* Lines of words, each without what it shares with the one above → [word, places]. */
function readWords(text) {
  let before = "";
  return text.split("\n").slice(0, -1).map((line) => {
    const blank = line.indexOf(" ");
    before = before.slice(0, VALUES[line[0]]) + line.slice(1, blank);
    return [before, line.slice(blank + 1)];
  });
}

/* Which of the files that begin with these words has a word. */
function fileOf(beginnings, word) {
  let low = 0, high = beginnings.length;
  while (high - low > 1) {
    const middle = low + high >> 1;
    if (beginnings[middle] <= word) low = middle; else high = middle;
  }
  return low;
}

const nameOf = (beginning) => [...beginning].map((one) => one.charCodeAt(0).toString(16)).join("-") || "first";

/* Every line of a folder that a term asks for. */
async function lookUp(folder, version, beginnings, term) {
  const files = new Set(term.forms.map((form) => fileOf(beginnings, form)));
  if (term.prefix) {
    const last = fileOf(beginnings, `${term.prefix}\uffff`);
    for (let file = fileOf(beginnings, term.prefix); file <= last; file++) files.add(file);
  }
  const lines = await Promise.all([...files].map((file) =>
    load(`${folder}/${nameOf(beginnings[file])}.txt?${version}`, readWords)));
  return lines.flat().filter(([word]) => term.forms.includes(word) || (term.prefix && word.startsWith(term.prefix)));
}

async function openIndex() {
  const index = await load("index.json", JSON.parse);
  index.years = index.years.map(([year, count, spread, version, beginnings, days]) => {
    const cards = [], reader = new Reader(days);
    let day = 0, start = 0, same = 0;
    while (reader.at < days.length) {
      const step = reader.number(), end = start + reader.number() + reader.number();
      day += step;
      same = step || !cards.length ? 0 : same + 1;
      cards.push({ day, start, end, name: same ? `${day}-${same}` : `${day}` });
      start = end;
    }
    const slots = spread === PACKED ? count : DAYS * MARKS_OF_A_DAY >> spread;
    return { year, spread, slots, size: Math.max(start, slots), version, beginnings, cards, folder: String(year).padStart(4, "0") };
  });
  return index;
}

/* The cards of a file, each with its slot: its place without the last bits, but behind the one before it. */
async function loadCards(year, file) {
  const cards = await load(`${year.folder}/${file.name}.json?${year.version}`, JSON.parse), slots = new Map();
  let slot = file.start;
  [...cards].sort((one, other) => one[3] - other[3]).forEach((card) => {
    slots.set(card, slot = Math.max(slot, card[3] >> year.spread));
    slot++;
  });
  return cards.map((card) => [card, slots.get(card)]);
}

/* ---- Queries --------------------------------------------------------------------------------------------------- */

const UNKNOWN = 1e9; // the cost of a term that no year was asked for yet: it comes after those of which one was
const FILTERS = { tag: "t", person: "p", organization: "o", language: "l" };

/* What was typed → terms that must and must not be there, phrases, and whether titles alone can tell. */
function readQuery(asked, languages) {
  const query = { must: [], not: [], phrases: [], filtered: false, asked };
  const parts = [...(asked.q || "").replaceAll("\u200c", "").matchAll(/(-?)["“”„«»]([^"“”„«»]*)["“”„«»]?|(\S+)/g)];
  parts.forEach(([, minus, phrase, plain], number) => {
    const excluded = plain === undefined ? minus : /^-./.test(plain), list = excluded ? query.not : query.must;
    const text = plain ?? phrase;
    const found = fold(text).match(RUN) || [];
    found.forEach((run, place) => {
      const all = words(run), exact = phrase !== undefined && plain === undefined;
      if (PAIR.test(run) && run.length > 1) all.pop();
      all.forEach((word) => {
        const typing = !exact && !excluded && number === parts.length - 1 && place === found.length - 1;
        const prefix = PAIR.test(run) ? (run.length === 1 ? word : "") : typing && word.length > 2 ? word : "";
        list.push({ word, prefix, forms: exact ? [word] : forms(word, languages), cost: UNKNOWN - word.length });
      });
    });
    if (plain === undefined && !minus && found.length > 1) query.phrases.push(plainText(phrase).trim());
  });
  query.words = [...query.must];
  for (const [name, letter] of Object.entries(FILTERS)) {
    if (!asked[name]) continue;
    const word = `!${letter}-${words(asked[name]).join("-")}`;
    query.must.push({ word, forms: [word], cost: UNKNOWN - 100 });
    query.filtered = true;
  }
  query.simple = !query.filtered && !query.not.length;
  return query;
}

/* A text as phrases are looked for in it: folded words with single blanks between them and around. */
function plainText(text) {
  return ` ${(fold(text.replaceAll("\u200c", "")).match(RUN) || []).join(" ")} `;
}

function hasPhrase(text, phrase) {
  const start = PAIR.test(phrase) ? "" : " ", end = PAIR.test(phrase.at(-1)) ? "" : " ";
  return text.includes(start + phrase + end);
}

/* The releases of a year that a query finds, as one mark for each; kept with the query. */
function evaluate(query, year) {
  query.years ??= new Map();
  if (!query.years.has(year)) query.years.set(year, find(query, year).then((found) => {
    year.done = query;
    return { found, count: found.reduce((sum, one) => sum + one, 0) };
  }));
  return query.years.get(year);
}

async function find(query, year) {
  const marked = async (term) => {
    const found = new Uint8Array(year.size);
    for (const [, places] of await lookUp(year.folder, year.version, year.beginnings, term)) mark(found, places, year.slots);
    return found;
  };
  let found = null;
  for (const term of [...query.must].sort((one, other) => one.cost - other.cost)) { // the rarest first: it may be enough
    const also = await marked(term);
    term.cost = also.reduce((sum, one) => sum + one, 0);
    found = found ? found.map((one, place) => one & also[place]) : also;
    if (!found.includes(1)) return found;
  }
  for (const term of query.not) {
    const out = await marked(term);
    found = found.map((one, place) => one & ~out[place] & 1);
  }
  return found;
}

/* The releases whose titles and names have all the words, by their places in the whole archive, oldest first. */
async function findTitles(query, index) {
  let found = null;
  const [version, beginnings] = index.titles;
  for (const term of query.words) {
    const places = new Set((await lookUp("titles", version, beginnings, term)).flatMap(([, text]) => farPlaces(text)));
    found = found ? found.filter((place) => places.has(place)) : [...places];
    if (!found.length) break;
  }
  return (found || []).sort((one, other) => one - other);
}

/* Yields the cards of what a query finds, in order: titles and names, then texts, the newest years first. */
async function* results(query, index) {
  const { asked } = query, oldest = asked.order === "oldest";
  const years = index.years.filter(({ year }) => (!asked.from || year >= asked.from) && (!asked.to || year <= asked.to));
  if (!oldest) years.reverse();
  query.range = years;
  if (!query.must.length || !years.length) return;
  const inOrder = (list) => oldest ? list : list.reverse();
  evaluate(query, years[0]).catch(() => {});
  const titles = await findTitles(query, index), onTop = new Set(titles);
  query.titles = titles;
  let waiting = { key: -1, places: [] };
  const groups = [];
  for (const place of inOrder([...titles])) {
    const day = Math.floor(place / MARKS_OF_A_DAY);
    if (day !== waiting.key) groups.push(waiting = { key: day, places: new Set() });
    waiting.places.add(place % (DAYS * MARKS_OF_A_DAY));
  }
  for (const { key, places } of groups) {
    const year = years.find((one) => one.year === Math.floor(key / DAYS)), day = key % DAYS;
    if (!year) continue;
    const whole = query.simple ? null : (await evaluate(query, year)).found;
    const last = year.cards.findLast((file) => file.day <= day)?.day;
    for (const file of inOrder(year.cards.filter((one) => one.day === last))) {
      for (const [card, slot] of inOrder(await loadCards(year, file))) {
        if (places.has(card[3]) && (!whole || whole[slot])) yield { card, year };
      }
    }
  }
  let ahead = 1;
  for (const [number, year] of years.entries()) {
    if (!query.years?.has(year)) { // the page is not full: several years at once, ever more of them
      years.slice(number, number + ahead).forEach((one) => evaluate(query, one).catch(() => {}));
      ahead *= 2;
    }
    const { found } = await evaluate(query, year);
    for (const file of inOrder([...year.cards])) {
      if (!found.subarray(file.start, file.end).includes(1)) continue;
      for (const [card, slot] of inOrder(await loadCards(year, file))) {
        if (found[slot] && !onTop.has(year.year * DAYS * MARKS_OF_A_DAY + card[3])) yield { card, year };
      }
    }
  }
}

/* ---- Pages ----------------------------------------------------------------------------------------------------- */

const BLOCKS = ":is(h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, pre, figcaption)";

function addressOf(card, form) {
  return new URL("../", base) + card[0].slice(1).split("/").map(encodeURIComponent).join("/") + (form.dataset.portable || "");
}

const readPage = (address) => load(address, (text) => {
  const page = new DOMParser().parseFromString(text, "text/html"), article = page.querySelector("article") || page.body;
  return [...article.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS)).map((block) => ({
    text: block.textContent.replace(/\s+/g, " ").trim(),
    anchor: block.closest('[id^="p-"]')?.id || "",
  }));
});

const asks = (term) => (word) => term.forms.includes(word) || (term.prefix && word.startsWith(term.prefix));

/* The paragraph with most of the words, of its sentences the one with the first, and where in it the words are. */
function findPassage(blocks, query) {
  const paragraphs = blocks.filter((block) => block.anchor);
  let best = paragraphs[0] && { ...paragraphs[0], anchor: "" }, most = 0; // the beginning, when only title or names match
  for (const block of paragraphs) {
    const inside = words(block.text), folded = query.phrases.length ? plainText(block.text) : "";
    const score = query.words.filter((term) => inside.some(asks(term))).length +
      100 * query.phrases.filter((phrase) => hasPhrase(folded, phrase)).length;
    if (score > most) [best, most] = [block, score];
  }
  if (!best) return null;
  const pieces = best.text.match(/[\p{L}\p{N}\p{M}\u200c]+|[^\p{L}\p{N}\p{M}\u200c]+/gu);
  const shown = pieces.map((text) => ({ text, hit: words(text).some((word) => query.words.some((term) => asks(term)(word))) }));
  const ends = (piece) => /[.!?؟۔…]["”»)\]]*\s+["“«¿¡]*$|[。！？]/.test(piece.text); // neither 6.5 nor Inc. (NYSE)
  const first = Math.max(shown.findIndex((piece) => piece.hit), 0);
  let start = first, end = first + 1, length = 0;
  while (start > 0 && !ends(shown[start - 1]) && length < 160) length += shown[--start].text.length;
  while (end < shown.length && (!ends(shown[end - 1]) && length < 320)) length += shown[end++].text.length;
  return { anchor: best.anchor, pieces: shown.slice(start, end), before: start > 0 && !ends(shown[start - 1]),
    after: end < shown.length && !ends(shown[end - 1]) };
}

/* ---- The page of results --------------------------------------------------------------------------------------- */

const PAGE = 10, CHECKED = 60, EXPORTED = 5000;

function begin(form) {
  base = new URL(form.dataset.index, location.href);
  const part = (name) => document.getElementById(`search-${name}`);
  const list = part("results"), count = part("count"), more = part("more"), rest = part("rest"), csv = part("csv");
  const say = (name, values = {}) => (form.dataset[name] || "").replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const language = form.dataset.language, digits = new Intl.NumberFormat(language);
  let index = null, current = null;

  const asked = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
  const dateOf = (text) => {
    const [year, month, day] = text.split("-").map(Number), date = new Date(0);
    date.setUTCFullYear(year, (month || 1) - 1, day || 1);
    const style = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }), timeZone: "UTC", calendar: "gregory" };
    return new Intl.DateTimeFormat(language, style).format(date);
  };
  const brackets = (text, is) => is ? `[${text}]` : text;

  const watch = new IntersectionObserver((seen) => seen.forEach(({ isIntersecting, target }) => {
    if (!isIntersecting) return;
    watch.unobserve(target);
    const { query, address } = target;
    readPage(address).then((blocks) => {
      const passage = findPassage(blocks, query);
      if (!passage) return;
      if (passage.anchor) target.querySelector("a").href = `${address}#${passage.anchor}`;
      const shown = passage.pieces.map(({ text, hit }) => {
        if (!hit) return text;
        const marked = document.createElement("mark");
        marked.textContent = text;
        return marked;
      });
      target.querySelector(".card-summary").replaceChildren(passage.before ? "… " : "", ...shown, passage.after ? " …" : "");
    }).catch(() => {});
  }));

  function show({ card, query }) {
    const [address, title, date, , other, , inferred = ""] = card;
    const item = part("result").content.firstElementChild.cloneNode(true), link = item.querySelector("a"), time = item.querySelector("time");
    Object.assign(item, { query, address: addressOf(card, form) });
    link.href = item.address;
    link.textContent = brackets(title, inferred.includes("t"));
    item.querySelector(".card-text").lang = other || language;
    time.dateTime = date;
    time.textContent = brackets(dateOf(date), inferred.includes("d"));
    list.append(item);
    watch.observe(item);
  }

  /* The next results that hold the phrases, if any are asked for; at most CHECKED pages are read for them. */
  async function take(run, wanted) {
    const taken = [];
    for (let checked = 0; taken.length < wanted && checked < CHECKED;) {
      const batch = [];
      while (batch.length < (run.query.phrases.length ? 6 : 1)) {
        const { value, done } = await run.cards.next();
        if (done) { run.done = true; break; }
        batch.push(value);
      }
      const holds = await Promise.all(batch.map(async ({ card }) => {
        if (!run.query.phrases.length) return true;
        checked++;
        const blocks = (await readPage(addressOf(card, form)).catch(() => [])).map((block) => plainText(block.text));
        return run.query.phrases.every((phrase) => blocks.some((text) => hasPhrase(text, phrase)));
      }));
      taken.push(...batch.filter((_, number) => holds[number]));
      if (run.done) break;
    }
    return taken;
  }

  async function showMore(run) {
    list.setAttribute("aria-busy", "true");
    const found = await take(run, PAGE);
    if (run !== current) return;
    found.forEach(({ card }) => show({ card, query: run.query }));
    run.shown += found.length;
    await tell(run);
    list.removeAttribute("aria-busy");
  }

  /* Says how many results there are, in the years that were searched. */
  async function tell(run) {
    const { query } = run, range = query.range || [], searched = range.filter((year) => year.done === query);
    const counts = await Promise.all(searched.map((year) => evaluate(query, year)));
    const known = new Set(searched.map(({ year }) => year));
    const titles = query.simple ? (query.titles || []).map((place) => Math.floor(place / DAYS / MARKS_OF_A_DAY))
      .filter((year) => !known.has(year) && range.some((one) => one.year === year)).length : 0;
    const total = counts.reduce((sum, one) => sum + one.count, titles), all = searched.length === range.length;
    const numbers = [...known].sort((one, other) => one - other), year = (number) => String(number ?? "").padStart(4, "0");
    const values = { count: digits.format(query.phrases.length ? run.shown : total), from: year(numbers[0]), to: year(numbers.at(-1)) };
    const empty = !query.must.length;
    count.textContent = empty ? "" : query.phrases.length && !run.done ? say("atLeast", values)
      : all ? (total ? say("count", values) : say("none"))
        : say(titles || numbers.length < 2 ? "atLeast" : "countOfYears", values);
    if (!empty && query.phrases.length && run.done && !run.shown) count.textContent = say("none");
    more.hidden = empty || run.done;
    rest.hidden = empty || all || query.phrases.length > 0;
    csv.hidden = empty || !run.shown;
  }

  async function search({ keep = false } = {}) {
    try {
      index ??= await openIndex();
      offerChoices();
      const now = asked(), address = new URL(location.href);
      address.search = new URLSearchParams(now);
      address.hash = "";
      if (address.href !== location.href) history[keep ? "pushState" : "replaceState"](null, "", address);
      const query = readQuery(now, index.languages.map((one) => one.split("-")[0]));
      const run = current = { query, cards: results(query, index), shown: 0, done: false };
      const first = await take(run, PAGE);
      if (run !== current) return;
      list.replaceChildren();
      first.forEach(({ card }) => show({ card, query }));
      run.shown = first.length;
      await tell(run);
    } catch (error) {
      count.textContent = say("failed");
      throw error;
    }
  }

  function offerChoices() {
    if (form.dataset.ready) return;
    form.dataset.ready = "true";
    const add = (select, value, text) => select.add(new Option(text, value));
    for (const { year, folder } of [...index.years].reverse()) {
      add(form.elements.from, year, folder);
      add(form.elements.to, year, folder);
    }
    const names = new Intl.DisplayNames(language, { type: "language" });
    const nameOf = (one) => { try { return names.of(one); } catch { return one; } }; // of a tag that is none
    index.languages.forEach((one) => add(form.elements.language, one, nameOf(one)));
    form.elements.language.closest("label").hidden = index.languages.length < 2;
    restore("SELECT");
  }

  /* Puts what the address asks for into the form. */
  function restore(kind = "") {
    const values = new URLSearchParams(location.search);
    for (const field of form.elements) if (field.name && field.tagName.startsWith(kind)) field.value = values.get(field.name) || "";
    part("filters").open ||= [...values.keys()].some((name) => name !== "q");
  }

  async function exportAll() {
    const run = { query: current.query, cards: results(current.query, index) };
    const found = await take(run, run.query.phrases.length ? PAGE * 6 : EXPORTED);
    const cell = (text) => `"${String(text).replace(/^[=+@\t-]/, "'$&").replaceAll('"', '""')}"`;
    const rows = found.map(({ card }) => {
      const [, title, date, , other, issuers, inferred = ""] = card, url = addressOf(card, form);
      const citation = [issuers || form.dataset.publisher, `(${brackets(dateOf(date), inferred.includes("d"))})`,
        brackets(title, inferred.includes("t")), form.dataset.archive].map((one) => one.replace(/[.\s]+$/, "")).join(". ");
      return [title, date, url, other || language, `${citation}. ${url}`].map(cell).join(",");
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", say("columns"), "\r\n", ...rows.map((row) => `${row}\r\n`)], { type: "text/csv" }));
    link.download = "search.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  let timer = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 30); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); search({ keep: true }); });
  more.addEventListener("click", () => showMore(current));
  rest.addEventListener("click", async () => {
    const run = current;
    await Promise.all(run.query.range.map((year) => evaluate(run.query, year)));
    if (run === current) await tell(run);
  });
  csv.addEventListener("click", exportAll);
  addEventListener("popstate", () => { restore(); search(); });
  part("filters").addEventListener("toggle", async () => {
    const names = await load("names.json", JSON.parse);
    for (const [name, letter] of Object.entries(FILTERS)) {
      const options = document.getElementById(`search-${name}`);
      if (options && !options.children.length) options.append(...(names[letter] || []).map((one) => new Option(one, one)));
    }
  });
  document.addEventListener("keydown", (event) => {
    const field = form.elements.q, links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && !typing) { field.focus(); field.select(); }
    else if (event.key === "Escape" && (at >= 0 || document.activeElement === field)) {
      if (at < 0) { form.elements.q.value = ""; search(); }
      field.focus();
    } else if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === field)) (links[at + 1] || links.at(-1) || field).focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || field).focus();
    else return;
    event.preventDefault();
  });

  restore();
  if (location.protocol === "file:") count.textContent = say("disk");
  else search();
}

const searchForm = document.getElementById("search-form");
if (searchForm) begin(searchForm);
