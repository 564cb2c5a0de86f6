import type { ClientViewer, PartnerViewer, UserViewer, Viewer } from './viewer.ts';

/** Who asks from outside, directly or through a service that acts for them. */
export function askingViewer(viewer: Viewer): ClientViewer {
  return viewer.kind === 'service' ? viewer.actingFor : viewer;
}

/** The user who asks, directly or through a service that acts for them; null when there is none. */
export function actingUser(viewer: Viewer): UserViewer | null {
  const asking = askingViewer(viewer);
  return asking.kind === 'user' ? asking : null;
}

/** The partner whose key was used, directly or through a service; null when there is none. */
export function actingPartner(viewer: Viewer): PartnerViewer | null {
  const asking = askingViewer(viewer);
  return asking.kind === 'partner' ? asking : null;
}
