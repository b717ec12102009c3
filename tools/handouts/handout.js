// Draws the labs of a sheet once, as pictures that a browser prints. Two of them share a line of
// A4 paper: so wide, their letters come out at nearly 8 points.
const data = JSON.parse(document.getElementById("cards").textContent);
const stage = document.body.appendChild(document.createElement("div"));
stage.className = "stage";
(async () => {
  for (const [place, image] of document.querySelectorAll("img.chart").entries()) {
    stage.replaceChildren();
    cards.show(data[place], stage);
    while (!stage.querySelector(".kit-plot[data-live]")) await new Promise((done) => { setTimeout(done, 20); });
    image.src = await cards.last.image(false, 3);
    cards.last.destroy();
  }
  stage.remove();
})();
