"""`python -m tools.site`: build the static site."""

import sys

from tools.site.build import main

sys.exit(main())
