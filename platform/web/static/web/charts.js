// Draws the figures of data-chart. The table beneath each chart holds the same numbers for everybody else.
(() => {
  "use strict";
  if (!window.echarts) return;
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const dark = document.body.classList.contains("screen");
  const text = dark ? "#e9e6e4" : token("text-2");
  const line = dark ? "rgba(255,255,255,.16)" : token("line");
  const fill = (tone) => token(`${tone}-fill`) || token("grey-fill");
  const lines = [token("brand"), token("ink-fill"), token("amber-fill"), token("green-fill")];
  const font = { fontFamily: token("font"), color: text, fontSize: dark ? 16 : 13 };
  const short = (name) => name.length > 8 ? `${name.slice(0, 7)}…` : name;
  const number = (value) => value === null || value === undefined ? "—" : Number(value).toLocaleString("zh-CN");
  // Drawn on the canvas: a box made of HTML would need inline styles, which the page's policy forbids.
  const tip = { renderMode: "richText", confine: true, backgroundColor: "#1f2023", borderWidth: 0, padding: [8, 12], textStyle: { ...font, color: "#fff", fontSize: 13 } };
  const base = { textStyle: font, animation: !still, animationDuration: 400, tooltip: tip };

  const draw = {
    trend: (data) => ({
      ...base,
      color: lines,
      tooltip: { ...tip, trigger: "axis", valueFormatter: (value) => number(value) + data.unit },
      legend: data.series.length > 1 ? { top: 0, right: 0, icon: "roundRect", itemWidth: 12, itemHeight: 4, textStyle: font } : undefined,
      grid: { left: 8, right: 16, top: data.series.length > 1 ? 36 : 20, bottom: 4, containLabel: true },
      xAxis: { type: "category", data: data.labels, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: font, boundaryGap: true },
      yAxis: { type: "value", splitLine: { lineStyle: { color: line } }, axisLabel: { ...font, formatter: number } },
      series: data.series.map((one, index) => ({
        name: one.name, type: "line", data: one.values, symbol: "circle", symbolSize: 8, lineStyle: { width: 2.5 }, smooth: 0.2,
        areaStyle: index === 0 && data.series.length === 1 ? { opacity: 0.07 } : undefined,
        markLine: index === 0 && data.target !== null ? { silent: true, symbol: "none", lineStyle: { color: token("text-3"), type: "dashed" }, label: { ...font, formatter: `目标 ${number(data.target)}`, position: "insideStartTop" }, data: [{ yAxis: data.target }] } : undefined,
      })),
    }),
    ranking: (data) => ({
      ...base,
      tooltip: { ...tip, trigger: "item", formatter: (hit) => `${hit.name}  ${number(hit.value)}${data.unit}` },
      grid: { left: 4, right: 4, top: 8, bottom: 4, containLabel: true },
      xAxis: { type: "value", show: false, min: 0, max: (range) => Math.max(range.max, Number(data.target || 0)) },
      yAxis: [
        { type: "category", inverse: true, data: data.bars.map((bar) => bar.label), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { ...font, formatter: short } },
        { type: "category", inverse: true, position: "right", data: data.bars.map((bar) => number(bar.value)), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { ...font, fontWeight: 600 } },
      ],
      series: [{
        type: "bar", barMaxWidth: 16, itemStyle: { borderRadius: 3 },
        data: data.bars.map((bar) => ({ value: bar.value, url: bar.url, itemStyle: { color: fill(bar.tone) } })),
        markLine: data.target !== null ? { silent: true, symbol: "none", lineStyle: { color: token("text-3"), type: "dashed" }, label: { show: false }, data: [{ xAxis: data.target }] } : undefined,
      }],
    }),
    treemap: (data) => ({
      ...base,
      tooltip: { ...tip, formatter: (hit) => `${hit.name}\n${data.sizeName} ${number(hit.value)}\n${data.valueName} ${number(hit.data.score)}${data.unit}` },
      series: [{
        type: "treemap", roam: false, nodeClick: false, breadcrumb: { show: false }, left: 0, right: 0, top: 4, bottom: 0,
        itemStyle: { borderColor: dark ? "#1a1718" : "#fff", borderWidth: 2, gapWidth: 2, borderRadius: 3 },
        label: { fontFamily: token("font"), fontSize: dark ? 16 : 13, color: "#1f2023", formatter: (hit) => `${hit.name}\n${number(hit.data.score)}${data.unit}`, lineHeight: 20 },
        data: data.bars.filter((bar) => Number(bar.size) > 0).map((bar) => ({ name: bar.label, value: bar.size, score: bar.value, url: bar.url, itemStyle: { color: token(`${bar.tone}-soft`) } })),
      }],
    }),
  };

  function make(figure) {
    const box = figure.querySelector(".chart-box");
    const source = figure.querySelector("script[type='application/json']");
    if (!box || !source || box.dataset.ready) return;
    box.dataset.ready = "1";
    const data = JSON.parse(source.textContent);
    if (data.kind === "ranking" && !figure.closest(".screen")) box.classList.toggle("is-tall", data.bars.length > 12);
    const chart = window.echarts.init(box);
    chart.setOption(draw[data.kind](data));
    chart.on("click", (hit) => { if (hit.data && hit.data.url) location.assign(hit.data.url); });
    new ResizeObserver(() => chart.resize()).observe(box);
  }
  const all = (scope) => scope.querySelectorAll("figure[data-chart]").forEach(make);
  document.addEventListener("htmx:load", (event) => all(event.target));
  all(document);
})();
