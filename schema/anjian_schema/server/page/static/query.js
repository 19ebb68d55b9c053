"use strict";

const COLOURED = 300_000; // characters; longer answers are shown plain
const WORDS = {
  zh: { asking: "查询中…", variables: "变量不是 JSON 对象：", lost: "连不上服务器：" },
  en: { asking: "Asking…", variables: "The variables are no JSON object: ", lost: "The server cannot be reached: " },
};
const given = JSON.parse(document.getElementById("given").textContent);
const part = (id) => document.getElementById(id);
const [query, variables, token, bearer] = ["query", "variables", "token", "bearer"].map(part);
let running = null;

const language = () => document.documentElement.lang;
const words = () => WORDS[language()];

/** Storage may be forbidden; the page works without it. */
function kept(storage, name, value) {
  try {
    return value === undefined ? window[storage].getItem(name) : window[storage].setItem(name, value);
  } catch {
    return null;
  }
}

function speak(chosen) {
  document.documentElement.lang = chosen;
  kept("localStorage", "anjian.language", chosen);
  document.querySelectorAll("[data-language]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  });
  document.querySelectorAll("[data-zh]").forEach((element) => {
    element.textContent = element.dataset[chosen];
  });
}

function titled(element, title) {
  element.dataset.zh = title.zh;
  element.dataset.en = title.en;
  return element;
}

function offerExamples() {
  for (const example of given.examples) {
    const button = titled(document.createElement("button"), example.title);
    button.type = "button";
    button.title = `${example.shows.zh} / ${example.shows.en}`;
    button.addEventListener("click", () => {
      query.value = example.query;
      variables.value = "";
      run();
    });
    part("examples").append(button);
  }
}

/** Tokens are offered on the demonstration only; on any other server people bring their own. */
function offerTokens() {
  for (const each of given.tokens) {
    const words = { zh: `${each.title.zh} · ${each.scope.zh}`, en: `${each.title.en} · ${each.scope.en}` };
    const option = titled(document.createElement("option"), words);
    option.value = each.token;
    bearer.append(option);
  }
  bearer.hidden = part("bearer-label").hidden = given.tokens.length === 0;
  token.value = kept("sessionStorage", "anjian.token") ?? given.tokens[0]?.token ?? "";
  bearer.value = token.value;
  bearer.addEventListener("change", () => useToken(bearer.value));
  token.addEventListener("change", () => useToken(token.value.trim()));
}

function useToken(chosen) {
  token.value = bearer.value = chosen;
  kept("sessionStorage", "anjian.token", chosen);
}

/** Tab indents; Escape first, and it leaves as everywhere else. */
function editKeys(event) {
  const area = event.target;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    run();
  } else if (event.key === "Escape") {
    area.dataset.leaving = "yes";
  } else if (event.key === "Tab" && !event.shiftKey && !area.dataset.leaving) {
    event.preventDefault();
    area.setRangeText("  ", area.selectionStart, area.selectionEnd, "end");
  } else {
    delete area.dataset.leaving;
  }
}

function tell(text, bad = false) {
  part("status").textContent = text;
  part("status").classList.toggle("bad", bad);
}

function readVariables() {
  const text = variables.value.trim();
  const value = text ? JSON.parse(text) : null;
  if (value !== null && (typeof value !== "object" || Array.isArray(value))) throw new TypeError(text.slice(0, 40));
  return value;
}

async function run() {
  running?.abort();
  const mine = (running = new AbortController());
  kept("localStorage", "anjian.query", query.value);
  kept("localStorage", "anjian.variables", variables.value);
  let asked;
  try {
    asked = JSON.stringify({ query: query.value, variables: readVariables() });
  } catch (error) {
    return tell(words().variables + error.message, true);
  }
  tell(words().asking);
  const began = performance.now();
  try {
    const response = await fetch("/graphql", { method: "POST", headers: headers(), body: asked, signal: mine.signal });
    const text = await response.text();
    show(text);
    const size = (new Blob([text]).size / 1024).toFixed(1);
    tell(`${response.status} · ${Math.round(performance.now() - began)} ms · ${size} KB`, !response.ok);
  } catch (error) {
    if (!mine.signal.aborted) tell(words().lost + error.message, true);
  }
}

function headers() {
  const bearing = token.value.trim();
  return {
    "Content-Type": "application/json",
    Accept: "application/graphql-response+json, application/json;q=0.9",
    "Accept-Language": language(),
    ...(bearing && { Authorization: `Bearer ${encodeURI(bearing)}` }),
  };
}

function show(text) {
  let pretty = text;
  try {
    pretty = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // not JSON: some proxy answered; its words are shown as they are
  }
  part("result").replaceChildren(...(pretty.length > COLOURED ? [pretty] : coloured(pretty)));
}

function* coloured(json) {
  const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  let end = 0;
  for (const found of json.matchAll(token)) {
    yield json.slice(end, found.index);
    const span = document.createElement("span");
    span.className = found[2] ? "key" : found[1] ? "text" : "number";
    span.textContent = found[1] ?? found[0];
    yield span;
    yield found[2] ?? "";
    end = found.index + found[0].length;
  }
  yield json.slice(end);
}

const asked = new URLSearchParams(location.search);
query.value = asked.get("query") ?? kept("localStorage", "anjian.query") ?? given.examples[0].query;
variables.value = asked.get("variables") ?? kept("localStorage", "anjian.variables") ?? "";
offerExamples();
offerTokens();
for (const area of [query, variables]) area.addEventListener("keydown", editKeys);
part("run").addEventListener("click", run);
document.querySelectorAll("[data-language]").forEach((button) => {
  button.addEventListener("click", () => speak(button.dataset.language));
});
speak(kept("localStorage", "anjian.language") ?? language());
