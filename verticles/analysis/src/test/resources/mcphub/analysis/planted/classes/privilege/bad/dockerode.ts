import Docker from "dockerode";

const docker = new Docker();
export async function start(image: string) {
  const container = await docker.createContainer({ // flaw medium: the container has the machine
    Image: image,
    HostConfig: { Privileged: true, AutoRemove: true },
  });
  await container.start();
}
