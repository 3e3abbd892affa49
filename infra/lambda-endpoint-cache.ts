/** Stands in bundles where DynamoDB's cache of discovered endpoints would stand (8 KB): discovery is off, so nothing is ever kept. */
export class EndpointCache {
  get(): undefined {
    return undefined;
  }

  set(): void {}

  delete(): void {}

  has(): boolean {
    return false;
  }

  clear(): void {}
}
