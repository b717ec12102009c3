// Draws the charts of a sheet once, as pictures that a browser prints.
const figures = JSON.parse(document.getElementById("figures").textContent);
document.querySelectorAll("img.chart").forEach(async (image, place) => {
  const figure = figures[place];
  const height = figure.layout.height;
  image.src = await Plotly.toImage(figure, { format: "svg", width: 560, height });
});
