"""`python -m pedekate PERINTAH …`"""

import sys

from pedekate.cli import main

sys.exit(main())
