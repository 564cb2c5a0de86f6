import type { UserViewer, Viewer } from './viewer.ts';

/** The user who asks, directly or through a service that acts for them; null when there is none. */
export function actingUser(viewer: Viewer): UserViewer | null {
  const asking = viewer.kind === 'service' ? viewer.actingFor : viewer;
  return asking.kind === 'user' ? asking : null;
}
