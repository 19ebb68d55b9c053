"use strict";

const WORDS = {
  zh: {
    asking: "读取中…", lost: "连不上服务器：", none: "没有这个专项行动：", empty: "无", region: "地区", today: "今天",
    found: "发现", mended: "已整改", score: "得分", rank: "名次", parts: "各项", noData: "没有数据", due: "期限", unit: "单位", hazard: "隐患",
    states: { NOT_STARTED: "未开始", UNDER_WAY: "进行中", BLOCKED: "受阻", DONE: "已完成", CONFIRMED: "已核查" },
    levels: { ENTERPRISE: "企业", DEPARTMENT: "部门", GOVERNMENT: "党委政府", GENERAL: "一般", MAJOR: "重大" },
    reasons: { unreadable: "看不清", masked: "被遮盖", damaged: "残缺" }, task: "任务", state: "状态", who: "层面", overdue: "逾期",
    registry: "名册", done: "已检查", excused: "不具备条件", toDo: "待检查", never: "从未检查", goal: "目标",
  },
  en: {
    asking: "Reading…", lost: "The server cannot be reached: ", none: "There is no campaign ", empty: "none", region: "Region", today: "today",
    found: "found", mended: "mended", score: "Score", rank: "Rank", parts: "Parts", noData: "no data", due: "Due", unit: "Unit", hazard: "Hazard",
    states: { NOT_STARTED: "not started", UNDER_WAY: "under way", BLOCKED: "blocked", DONE: "done", CONFIRMED: "confirmed" },
    levels: { ENTERPRISE: "enterprise", DEPARTMENT: "department", GOVERNMENT: "government", GENERAL: "general", MAJOR: "major" },
    reasons: { unreadable: "unreadable", masked: "masked", damaged: "damaged" }, task: "Task", state: "State", who: "Of", overdue: "overdue",
    registry: "registry", done: "done", excused: "excused", toDo: "to do", never: "never looked at", goal: "goal",
  },
};
const BELOW = { 2: "CITY", 4: "COUNTY", 6: "COUNTY" }; // a region's table is cut by the level below its code
const given = JSON.parse(document.getElementById("given").textContent);
const code = decodeURIComponent(location.pathname.split("/").pop());
const part = (id) => document.getElementById(id);
const language = () => document.documentElement.lang;
const say = () => WORDS[language()];
const number = (text) => (text === null ? "—" : Number(text).toLocaleString(language()));

/** Storage may be forbidden; the page works without it. */
function kept(name, value) {
  try {
    return value === undefined ? sessionStorage.getItem(name) : sessionStorage.setItem(name, value);
  } catch {
    return null;
  }
}

function element(name, content = "", attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...(Array.isArray(content) ? content : [content]));
  return made;
}

function table(headings, rows, numbers = 1) {
  const side = (place) => (place >= numbers ? "number" : "");
  const head = element("tr", headings.map((text, place) => element("th", text, { className: side(place), scope: "col" })));
  const line = (cells) => element("tr", cells.map((cell, place) => element("td", cell, { className: side(place) })));
  return element("table", [element("thead", head), element("tbody", rows.map(line))]);
}

const list = (id, rows, make) => part(id).replaceChildren(rows.length ? make(rows) : element("p", say().empty, { className: "quiet" }));

async function ask(file, variables) {
  const query = await (await fetch(`/page/${file}.graphql`)).text();
  const headers = { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": language() };
  if (part("token").value.trim()) headers.Authorization = `Bearer ${encodeURI(part("token").value.trim())}`;
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  const answer = await response.json();
  if (answer.errors) throw new Error(answer.errors[0].message);
  return answer.data;
}

function tell(text, bad = false) {
  part("status").textContent = text;
  part("status").classList.toggle("bad", bad);
}

async function show() {
  tell(say().asking);
  try {
    const where = await ask("wall", { code, below: ["COUNTY"] });
    if (!where.campaign) return tell(say().none + code, true);
    const wide = BELOW[where.campaign.region.code.length] ?? "COUNTY";
    draw(wide === "COUNTY" ? where : await ask("wall", { code, below: [wide] }));
    tell("");
  } catch (error) {
    tell(error instanceof TypeError ? say().lost + error.message : error.message, true);
  }
}

function draw(told) {
  const campaign = told.campaign;
  document.title = `${campaign.title} · 安监 anjian`;
  part("title").textContent = campaign.title;
  part("when").textContent = `${campaign.region.name} · ${campaign.beganOn} — ${campaign.endedOn ?? "…"} · ${campaign.source ?? ""}`;
  part("wall").hidden = false;
  const tile = (each) => element("div", [element("strong", number(each.value)), `${each.title} · ${each.unit}`], { className: "tile" });
  part("totals").replaceChildren(...told.totals.rows[0].values.map(tile));
  drawPhases([...campaign.phases.nodes, ...campaign.windows.nodes], campaign);
  drawWeeks(told.weeks.rows.filter((row) => row.keys[0].value));
  drawTasks(campaign.tasks);
  list("targets", campaign.targets.nodes, drawTargets);
  drawRegions(told.regions.rows);
  drawRanking(campaign.rankings.nodes[0]);
  drawOverdue(told.overdue);
  document.querySelectorAll(".js-plotly-plot").forEach((frame) => Plotly.Plots.resize(frame));
  list("published", [campaign, ...campaign.windows.nodes].flatMap((each) => each.published.nodes), drawPublished);
}

function drawPhases(phases, campaign) {
  list("phases", phases, (rows) => {
    const days = rows.map((row) => [row.title, row.beganOn ?? campaign.beganOn, row.endedOn ?? campaign.endedOn ?? ""]);
    const frame = element("div", "", { className: "plot" });
    const dated = rows.some((row) => row.beganOn);
    if (dated) queueMicrotask(() => timeline(frame, days, [campaign.beganOn, campaign.endedOn]));
    return element("div", [...(dated ? [frame] : []), table(["", "", ""], days.map(([title, from, until]) => [title, dated ? from : "", dated ? until : ""]), 9)]);
  });
}

/** Bars that begin on a day and last so many milliseconds. */
function timeline(frame, days, whole) {
  const shown = [...days].reverse();
  const length = shown.map(([, from, until]) => new Date(until || Date.now()) - new Date(from) + 86_400_000);
  const bars = { type: "bar", orientation: "h", y: shown.map(([title]) => title), base: shown.map(([, from]) => from), x: length, marker: { color: colour("--accent") } };
  plot(frame, [bars], { xaxis: { type: "date", ...(whole[1] && { range: whole }) }, yaxis: { automargin: true } });
}

function drawWeeks(rows) {
  const weeks = rows.map((row) => row.keys[0].value);
  const line = (place, name, shade) => ({ type: "scatter", mode: "lines+markers", x: weeks, y: rows.map((row) => Number(row.values[place].value)), name, line: { color: shade } });
  plot(part("weeks"), [line(0, say().found, colour("--bad")), line(1, say().mended, colour("--good"))], { xaxis: { type: "category", nticks: 8 }, yaxis: { rangemode: "tozero" } });
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function plot(frame, traces, layout) {
  const plain = { margin: { l: 50, r: 10, t: 10, b: 40 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { color: colour("--ink") }, legend: { orientation: "h", y: 1.1 } };
  Plotly.react(frame, traces, { ...plain, ...layout }, { displayModeBar: false, responsive: true });
}

function drawTasks(tasks) {
  const states = Object.entries(say().states).map(([state, words]) => [words, tasks.nodes.filter((task) => task.state === state).length]);
  part("task-count").textContent = states.filter(([, count]) => count).map(([words, count]) => `${words} ${count}`).join(" · ");
  list("tasks", tasks.nodes, (rows) => table([say().task, say().who, say().state], rows.map((task) => [
    task.title, task.body ?? say().levels[task.level],
    element("span", `${say().states[task.state]} ${task.percent}%${task.overdue ? ` · ${say().overdue}` : ""}`, { className: task.overdue ? "bad" : "" }),
  ]), 9));
}

function drawTargets(rows) {
  return element("div", rows.map((row) => {
    const goal = `${say().goal} ${row.value ?? say().reasons[row.nullReason] ?? row.nullReason}${row.registry ? "%" : ""}`;
    if (!row.registry) return element("p", [row.title, " ", element("span", goal, { className: "quiet" })]);
    const of = row.registry;
    const bar = element("progress", "", { max: Math.max(of.registry - of.excused, 1), value: of.done });
    const counts = `${say().registry} ${of.registry} = ${say().done} ${of.done} + ${say().excused} ${of.excused} + ${say().toDo} ${of.toDo} + ${say().never} ${of.neverLookedAt}`;
    return element("p", [row.title, " ", bar, ` ${of.percent ?? "—"}% `, element("span", `${goal}；${counts}`, { className: "quiet" })]);
  }));
}

function drawRegions(rows) {
  const named = rows.filter((row) => row.keys[0].value);
  list("regions", named, () => {
    const made = table([say().region, ...(named[0]?.values.map((each) => each.title) ?? [])], []);
    made.tBodies[0].append(...named.map(regionRow));
    return made;
  });
}

function regionRow(row) {
  const key = row.keys[0];
  const cells = row.values.map((each) => element("td", number(each.value), { className: "number" }));
  if (key.value.length >= 6) return element("tr", [element("td", key.label), ...cells]);
  const button = element("button", `▸ ${key.label}`, { className: "open", type: "button", ariaExpanded: "false" });
  const made = element("tr", [element("td", button), ...cells]);
  button.addEventListener("click", () => open(button, made, key));
  return made;
}

async function open(button, row, key) {
  if (button.ariaExpanded === "true") {
    while (row.nextSibling?.className === "below") row.nextSibling.remove();
  } else {
    const told = await ask("wall-region", { code, region: key.value, below: [BELOW[key.value.length]] });
    row.after(...told.regions.rows.map((each) => Object.assign(regionRow(each), { className: "below" })));
  }
  button.ariaExpanded = String(button.ariaExpanded !== "true");
  button.textContent = `${button.ariaExpanded === "true" ? "▾" : "▸"} ${key.label}`;
}

function drawRanking(ranking) {
  part("ranked").textContent = ranking ? `${ranking.windowFrom} — ${ranking.windowUntil}` : "";
  list("ranking", ranking?.rows.nodes ?? [], (rows) => table([say().rank, say().region, say().score, say().parts], rows.map((row) => [
    row.rank ?? "—", row.region.name, row.score ?? say().noData,
    row.parts.nodes.map((each) => `${each.title} ${each.points}/${each.weight}`).join(" · "),
  ]), 9));
}

function drawOverdue(overdue) {
  part("overdue-count").textContent = overdue.totalCount ? number(overdue.totalCount) : "";
  list("overdue", overdue.nodes, (rows) => table([say().due, say().hazard, say().unit, say().region], rows.map((row) => [
    element("span", row.dueOn, { className: "bad" }), `${say().levels[row.level]} · ${row.title}`, row.entity?.name ?? "—", row.region.name,
  ]), 9));
}

function drawPublished(rows) {
  const told = rows.flatMap((report) => report.figures.nodes.map((each) => [
    `${report.windowFrom} — ${report.windowUntil}`, each.title, each.value === null ? say().reasons[each.nullReason] ?? each.nullReason : `${number(each.value)} ${each.unit}`,
  ]));
  return table(["", "", ""], told, 2);
}

function speak(chosen) {
  document.documentElement.lang = chosen;
  kept("anjian.language", chosen);
  show();
}

for (const each of given.tokens) part("bearer").append(element("option", `${each.title[language()]} · ${each.scope[language()]}`, { value: each.token }));
part("bearer").hidden = given.tokens.length === 0;
part("token").value = kept("anjian.token") ?? given.tokens[0]?.token ?? "";
part("bearer").value = part("token").value;
part("bearer").addEventListener("change", () => { part("token").value = part("bearer").value; });
part("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  kept("anjian.token", part("token").value.trim());
  show();
});
document.querySelectorAll("[data-language]").forEach((button) => button.addEventListener("click", () => speak(button.dataset.language)));
if (kept("anjian.language")) document.documentElement.lang = kept("anjian.language");
if (part("token").value) show();
