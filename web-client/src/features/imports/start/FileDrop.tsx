import { FileInput } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FileDrop.module.css';

interface FileDropProps {
  file: File | null;
  error: string | undefined;
  onFile: (file: File | null) => void;
}

/** A file, chosen or dropped. */
export function FileDrop({ file, error, onFile }: FileDropProps) {
  const { t } = useTranslation('imports');
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) onFile(dropped);
  };
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileInput
        label={t('file')}
        description={t('fileHint')}
        placeholder={t('choose')}
        leftSection={<FileUp size={16} aria-hidden />}
        value={file}
        error={error}
        clearable
        clearButtonProps={{ 'aria-label': t('clear') }}
        onChange={onFile}
      />
    </div>
  );
}
