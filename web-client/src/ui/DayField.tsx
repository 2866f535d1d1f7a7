import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface DayFieldProps {
  label: string;
  value: string;
  onChange: (on: string) => void;
}

/** A day that is typed part by part: it counts once it is one, and until then stays as it was typed. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  const [typed, setTyped] = useState<{ text: string; over: string } | null>(null);
  return (
    <TextInput
      type="date"
      label={label}
      value={typed?.over === value ? typed.text : value}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const isDay = text === '' || text >= '1900-01-01';
        setTyped(isDay ? null : { text, over: value });
        if (isDay) onChange(text);
      }}
    />
  );
}
