import uuid


async def create(event: dict) -> str:
    return f"created {uuid.uuid4()} ({event['title']})"
