// The picture to download: title and badge, picture, chart with its labels, sentence.

const EDGE = 16; // pixels around it
/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const SHARP = 2; // pixels of the file for one of the page

/**
 * A drawing of the page as text, as large as it stands there.
 * @param {SVGElement} svg
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {string} font
 * @returns {string}
 */
function standing(svg, x, y, width, height, font) {
  const copy = /** @type {SVGElement} */ (svg.cloneNode(true));
  for (const [key, value] of Object.entries({ x, y, width, height, "font-family": font })) copy.setAttribute(key, String(value));
  copy.removeAttribute("style");
  return new XMLSerializer().serializeToString(copy);
}

/**
 * @param {string} text
 * @returns {string}
 */
const escaped = (text) => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter]);

/**
 * A card as one SVG text, with its words or without.
 * @param {any} view
 * @param {boolean} words
 * @returns {Promise<{size: number[], text: string}>}
 */
async function keepsake({ spec, painter, plot, letters, picture, sentence, lab }, words) {
  const { width, height, px, font } = painter.size;
  const serif = getComputedStyle(lab.querySelector(".kit-title")).fontFamily;
  const chart = await painter.Plotly.toImage(plot, { format: "svg", width, height, imageDataOnly: true });
  const svg = picture?.svg;
  const box = svg?.viewBox.baseVal;
  const left = svg ? Math.round(Math.min(0.6 * width, (height * box.width) / box.height)) : 0;
  const across = left + (left ? EDGE : 0) + width;
  const badge = widthOf(spec.kind, 0.93 * px, font) + 1.6 * px;
  const heading = wrapped(spec.title, across - badge - EDGE, (text) => widthOf(text, 1.4 * px, serif, true));
  const lines = words ? wrapped(sentence.textContent, across, (text) => widthOf(text, 1.1 * px, font)) : [];
  const top = EDGE + (0.6 + 1.6 * heading.length) * px;
  const under = top + height + 1.6 * px;
  const parts = [
    `<rect width="100%" height="100%" fill="${PAPER}"/>`,
    ...heading.map((text, k) => `<text x="${EDGE}" y="${EDGE + (1.1 + 1.6 * k) * px}" font-family='${escaped(serif)}' font-size="${1.4 * px}" font-weight="700" fill="#2a2521">${escaped(text)}</text>`),
    `<g color="#5b5249" fill="none" stroke="#5b5249" stroke-width="1.7" stroke-linecap="round">${standing(icon(spec.kind), EDGE + across - badge, EDGE, 1.1 * px, 1.1 * px, font)}</g>`,
    `<text x="${EDGE + across}" y="${EDGE + px}" text-anchor="end" font-size="${0.93 * px}" fill="#5b5249">${escaped(spec.kind)}</text>`,
    svg ? standing(svg, EDGE, top, left, height, font) : "",
    `<g transform="translate(${EDGE + across - width} ${top})">${chart.replace(/^<\?xml[^>]*>/, "")}${standing(letters, 0, 0, width, height, font)}</g>`,
    ...lines.map((text, k) => `<text x="${EDGE}" y="${under + 1.45 * k * px}" font-size="${1.1 * px}" fill="#2a2521">${escaped(text)}</text>`),
  ];
  const size = [across + 2 * EDGE, Math.ceil(lines.length ? under + 1.45 * (lines.length - 1) * px + EDGE : top + height + EDGE)];
  return { size, text: `<svg xmlns="${SVG}" width="${size[0]}" height="${size[1]}" font-family='${escaped(font)}'>${parts.join("")}</svg>` };
}

/**
 * The same as the address of a PNG.
 * @param {any} view
 * @param {boolean} [words]
 * @param {number} [sharp]
 * @returns {Promise<string>}
 */
async function keepsakeImage(view, words = true, sharp = SHARP) {
  const { size: [width, height], text } = await keepsake(view, words);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = make("canvas", { width: sharp * width, height: sharp * height });
  const pen = canvas.getContext("2d");
  pen.scale(sharp, sharp);
  pen.drawImage(image, 0, 0);
  return canvas.toDataURL("image/png");
}
