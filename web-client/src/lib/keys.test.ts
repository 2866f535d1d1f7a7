import { fireEvent, renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useKeys } from './keys';

it('takes a key held down for one command, and lets nobody else have it', () => {
  const renewAll = vi.fn();
  renderHook(() => useKeys({ 'alt+r': renewAll }));
  const held = { altKey: true, key: 'r', code: 'KeyR' };
  fireEvent.keyDown(document.body, held);
  const isLeft = fireEvent.keyDown(document.body, { ...held, repeat: true });
  expect(renewAll).toHaveBeenCalledOnce();
  expect(isLeft).toBe(false);
});
