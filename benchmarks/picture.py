"""The picture in the README: the real app, walked to a question and drawn as SVG.

python benchmarks/picture.py FILE.svg
"""

import asyncio
import re
import sys
from pathlib import Path

from guide.ruleset.folder import load_folder, shipped_rules
from guide.tui.app import GuideApp


async def draw(path: Path) -> None:
    app = GuideApp(load_folder(shipped_rules()), skip_home=True)
    async with app.run_test(size=(84, 22)) as pilot:
        for keys in (["7"], ["1"], ["down", "down"]):
            await pilot.pause()
            await pilot.press(*keys)
        await pilot.pause()
        drawing = app.export_screenshot(title="guide")
    # The drawing asks for a font from elsewhere; it has to stand alone.
    path.write_text(re.sub(r"@font-face \{.*?\}", "", drawing, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1])))
