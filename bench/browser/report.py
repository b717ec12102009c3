def text(rounds, steps, version):
    import json

    return json.dumps(rounds)
