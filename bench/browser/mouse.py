"""A mouse that sends its events on time, whether or not the page keeps up, as a hand does.

Playwright's own mouse waits until the page has dealt with each event, so that a slow page is sent
fewer of them. This one speaks to the same Chromium over its debugging port and does not wait.
"""

import json
import time

from websocket import create_connection


def drag(page, port, places, rate):
    """Press at the first place, pass the others at `rate` a second, release at the last.

    `port` is Chromium's --remote-debugging-port. It returns when the page has dealt with all.
    """
    session = page.context.new_cdp_session(page)
    target = session.send("Target.getTargetInfo")["targetInfo"]["targetId"]
    session.detach()
    address = f"ws://127.0.0.1:{port}/devtools/page/{target}"
    line = create_connection(address, suppress_origin=True, timeout=60)
    events = [("mousePressed", places[0]), *(("mouseMoved", place) for place in places[1:])]
    events.append(("mouseReleased", places[-1]))
    started = time.perf_counter()
    for number, (kind, (x, y)) in enumerate(events):
        time.sleep(max(0, started + number / rate - time.perf_counter()))
        event = {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}
        asked = {"id": number, "method": "Input.dispatchMouseEvent", "params": event}
        line.send(json.dumps(asked))
    while json.loads(line.recv()).get("id") != len(events) - 1:
        pass
    line.close()
