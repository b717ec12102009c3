// The least that a chart can cost: bare SVG, and its sums here.

const SLOPES = [0.5, 1, 2, 4];

function render({ el }) {
  el.innerHTML = `<div class="floor"><input type="range" min="0" max="160" value="70"
    style="width:500px"><svg width="700" height="400"></svg></div>`;
  const [slider, svg] = [el.querySelector("input"), el.querySelector("svg")];
  const paths = SLOPES.map(() => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("fill", "none");
    path.setAttribute("stroke", "black");
    svg.append(path);
    return path;
  });
  const draw = () => {
    const half = 0.5 + slider.valueAsNumber / 20;
    SLOPES.forEach((n, which) => {
      let d = "";
      for (let k = 0; k < 500; k++) {
        const x = k / 49.9;
        const y = 100 * x ** n / (half ** n + x ** n);
        d += `${k ? "L" : "M"}${(70 * x).toFixed(1)},${(400 - 3.8 * y).toFixed(1)}`;
      }
      paths[which].setAttribute("d", d);
    });
  };
  slider.addEventListener("keydown", (event) => event.stopPropagation());
  slider.addEventListener("input", draw);
  draw();
}

export default { render };
