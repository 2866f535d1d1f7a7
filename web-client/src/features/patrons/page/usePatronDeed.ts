import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A change to a patron's record, after which the record is read again. */
export function usePatronDeed<Input>(patronId: string, send: (input: Input) => Promise<unknown>, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['patrons', patronId] });
      onDone?.();
    },
  });
}
