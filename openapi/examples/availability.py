"""Which copies of what the catalogue finds are on their shelves now? Asked without a token, page by page.

    python3 availability.py [words]
"""

import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import urlopen

API = os.environ.get("CARREL_URL", "http://localhost:8080") + "/api/v1"


def get(path, **query):
    """The JSON below `path`."""
    address = f"{API}{path}?{urlencode(query)}" if query else API + path
    with urlopen(address, timeout=10) as answer:
        return json.load(answer)


def pages(path, **query):
    """Every row of a list, one page after the other."""
    while True:
        page = get(path, **query)
        yield from page["items"]
        if page["next_cursor"] is None:
            return
        query["cursor"] = page["next_cursor"]


words = " ".join(sys.argv[1:]) or "the"
for title in pages("/titles", q=words, limit=20):
    print(f"{title['title']} ({title['author'] or 'no author'})")
    for item in get(f"/titles/{title['id']}/availability")["items"]:
        state = "on its shelf" if item["is_available"] else f"{item['status']}, due {item['due_on'] or 'nobody knows when'}"
        print(f"  {item['branch']['name']}, {item['location']['name']}, {item['call_number'] or 'no call number'}: {state}")
