// Draws the charts of a sheet once, as pictures that a browser prints. Two of them share a line of
// A4 paper: so wide, their letters come out at 8 points.
const [WIDTH, FLATTER] = [420, 0.85];
const figures = JSON.parse(document.getElementById("figures").textContent);
document.querySelectorAll("img.chart").forEach(async (image, place) => {
  const figure = figures[place];
  const { height: tall, yaxis } = figure.layout;
  const rows = yaxis.ticktext?.length ?? 0;
  const height = rows > 12 ? tall : tall * FLATTER; // many named rows need their room
  image.src = await Plotly.toImage(figure, { format: "svg", width: WIDTH, height });
});
