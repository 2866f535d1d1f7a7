import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useOnce } from '../../../api/useOnce';

/** A deed on a patron's account, done once however often it is sent; then the patron is read again. */
export function useMoneyDeed<Input, Done>(
  send: (input: Input, key: string) => Promise<Done>,
  onDone: (done: Done) => void,
) {
  const client = useQueryClient();
  const once = useOnce();
  return useMutation({
    mutationFn: (input: Input) => once(input, (key) => send(input, key)),
    onSuccess: async (done) => {
      await client.invalidateQueries({ queryKey: ['patrons'] });
      onDone(done);
    },
  });
}
