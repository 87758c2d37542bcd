// Runs once in a browser and hands what the preview says to every open page.

let pages = []; // the one looked at last comes first
let state;

self.onconnect = ({ ports: [page] }) => {
  pages.unshift(page);
  page.onmessage = ({ data: word }) => {
    pages = pages.filter((other) => other !== page);
    if (word !== "gone") pages.unshift(page);
  };
  if (state) page.postMessage(["state", state]);
};

function listen() {
  const source = new EventSource("/_dateline/events");
  source.addEventListener("state", ({ data }) => {
    state = data;
    for (const page of pages) page.postMessage(["state", data]);
  });
  source.addEventListener("visit", ({ data }) => pages[0]?.postMessage(["visit", data]));
  source.onerror = () => source.readyState === EventSource.CLOSED && setTimeout(listen, 1000);
}

listen();
