import "./workers.js";
import { GraphiQL } from "graphiql";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { fetcherOf } from "./fetcher.js";
import { WORDS } from "./words.js";
import "graphiql/style.css";
import "./console.css";

const given = JSON.parse(document.getElementById("given").textContent);
const KEPT = "anjian.token";

function Console() {
  const [language, setLanguage] = useState(document.documentElement.lang === "en" ? "en" : "zh");
  const [token, setToken] = useState(sessionStorage.getItem(KEPT) ?? given.tokens[0]?.token ?? "");
  const [typed, setTyped] = useState(token);
  const [example, setExample] = useState(0);
  const say = (word) => WORDS[word][language];
  const sign = (as) => {
    sessionStorage.setItem(KEPT, as); // until this window is closed
    setTyped(as);
    setToken(as);
  };
  const speak = (to) => {
    document.documentElement.lang = to;
    setLanguage(to);
  };
  return (
    <>
      <header>
        <a href="/"><img src="/page/icon.svg" alt="" width="22" height="22" /> 安监 anjian</a>
        <form onSubmit={(event) => { event.preventDefault(); sign(typed.trim()); }}>
          {given.tokens.length > 0 && (
            <select aria-label={say("demonstration")} value={token} onChange={(event) => sign(event.target.value)}>
              <option value="">{say("demonstration")}</option>
              {given.tokens.map((each) => <option key={each.token} value={each.token}>{each.title[language]}</option>)}
            </select>
          )}
          <input aria-label={say("token")} placeholder={say("token")} value={typed} spellCheck="false" autoComplete="off"
            onChange={(event) => setTyped(event.target.value)} />
          <button>{say("signIn")}</button>
        </form>
        <select aria-label={say("examples")} value={example} onChange={(event) => setExample(Number(event.target.value))}>
          {given.groups.map((group) => (
            <optgroup key={group.title.zh} label={group.title[language]}>
              {group.examples.map(({ place, title }) => <option key={place} value={place}>{title[language]}</option>)}
            </optgroup>
          ))}
        </select>
        <span className="languages">
          <button type="button" aria-pressed={language === "zh"} onClick={() => speak("zh")}>中文</button>
          <button type="button" aria-pressed={language === "en"} onClick={() => speak("en")}>English</button>
        </span>
      </header>
      <GraphiQL key={`${token} ${example}`} fetcher={fetcherOf(token)} defaultTabs={tabs(example)} storage={FORGETFUL}
        visiblePlugin="Documentation Explorer" defaultEditorToolsVisibility="variables">
        <GraphiQL.Logo> </GraphiQL.Logo>
      </GraphiQL>
    </>
  );
}

// What is asked may hold names: it is kept by nobody's browser.
const FORGETFUL = { getItem: () => null, setItem: () => {}, removeItem: () => {}, clear: () => {}, length: 0 };

function tabs(place) {
  const found = given.groups.flatMap((group) => group.examples).find((each) => each.place === place);
  return [{ query: found.query, variables: "{}" }];
}

createRoot(document.getElementById("console")).render(<Console />);
