"""A mouse that sends its events on time, whether or not the page keeps up, as a hand does.

Playwright's own mouse waits until the page has dealt with each event, so that a slow page is sent
fewer of them. This one speaks to the same Chromium over its debugging port and does not wait.
"""

import json
import time

from websocket import create_connection


class Mouse:
    """The mouse of one page; `port` is Chromium's --remote-debugging-port."""

    def __init__(self, page, port):
        session = page.context.new_cdp_session(page)
        target = session.send("Target.getTargetInfo")["targetInfo"]["targetId"]
        session.detach()
        address = f"ws://127.0.0.1:{port}/devtools/page/{target}"
        self.line = create_connection(address, suppress_origin=True, timeout=60)
        self.sent = 0

    def do(self, what, x, y):
        """One event: "mousePressed", "mouseMoved" or "mouseReleased", with the button down."""
        self.sent += 1
        event = {"type": what, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}
        self.line.send(
            json.dumps({"id": self.sent, "method": "Input.dispatchMouseEvent", "params": event})
        )

    def drag(self, places, rate):
        """Press at the first place, pass the others at `rate` a second, release at the last."""
        self.do("mousePressed", *places[0])
        started = time.perf_counter()
        for event, place in enumerate(places[1:], start=1):
            wait = started + event / rate - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            self.do("mouseMoved", *place)
        self.do("mouseReleased", *places[-1])
        while json.loads(self.line.recv()).get("id") != self.sent:
            pass  # until the page has dealt with the last one
        self.line.close()
