// Draws the charts of a sheet once, as pictures that a browser prints. Two of them share a line of
// A4 paper: so wide, their letters come out at nearly 8 points.
const [WIDTH, FLATTER, LETTERS] = [440, 0.85, 12];
const figures = JSON.parse(document.getElementById("figures").textContent);
document.querySelectorAll("img.chart").forEach(async (image, place) => {
  const { data, layout } = figures[place];
  for (const trace of data) {
    if (trace.mode !== "text") continue;
    trace.textfont.size = LETTERS;
    trace.cliponaxis = false;
  }
  const rows = layout.yaxis.ticktext?.length ?? 0;
  const crowded = rows > 12 || layout.yaxis2; // named rows and panels need their room
  const height = layout.height * (crowded ? 1 : FLATTER);
  image.src = await Plotly.toImage({ data, layout }, { format: "svg", width: WIDTH, height });
});
