const escape = (text) => text.replace(/[<&]/g, (c) => (c === "<" ? "&lt;" : "&amp;"));

export function render(title, bars) {
  const top = Math.max(...bars.map((bar) => bar.value), 1);
  const rows = bars.map((bar, i) => `<rect y="${i * 20}" height="16" width="${(bar.value / top) * 300}"><title>${escape(bar.label.slice(0, 20))}</title></rect>`);
  return `<svg xmlns="http://www.w3.org/2000/svg"><title>${escape(title)}</title>${rows.join("")}</svg>`;
}
