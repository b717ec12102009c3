// What test_faults.py does to a page before its scripts run.

// `line.cut()` closes the line to Python and keeps it down; what was held back by then is lost.
export const cutAtWill = () => {
  const Held = window.WebSocket;
  const line = { down: false, sockets: [] };
  window.WebSocket = class extends Held {
    constructor(address, ...rest) {
      super(line.down ? "ws://127.0.0.1:1/" : address, ...rest); // nobody answers there
      line.sockets.push(this);
    }
  };
  line.cut = () => {
    line.down = true;
    window.held.queue = [];
    window.held.on = false;
    line.sockets.splice(0).forEach((socket) => socket.close());
  };
  window.line = line;
};
