import { Skeleton } from '@mantine/core';
import { Notice } from './Notice';

/** Stands for a form whose settings are on the way, or says why they did not come. */
export function Waiting({ failure }: { failure: string | null }) {
  if (failure === null) return <Skeleton height={420} radius="md" />;
  return (
    <Notice tone="refused" isUrgent>
      {failure}
    </Notice>
  );
}
