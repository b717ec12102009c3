// What test_header.py asks of a page.

export const seen = (element) => {
  const [one, room] = [element, document.querySelector(".jp-WindowedPanel-outer")]
    .map((each) => each.getBoundingClientRect());
  return one.top >= room.top - 1 && one.top < room.bottom - 20;
};

export const drag = () => {
  const room = document.querySelector(".jp-WindowedPanel-outer");
  const timer = setInterval(() => { room.scrollTop = 700; }, 20);
  setTimeout(() => clearInterval(timer), 1000);
};
