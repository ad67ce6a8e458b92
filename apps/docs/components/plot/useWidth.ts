import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** The width of an element in CSS pixels, followed as it changes; `before` until the page stands. */
export function useWidth(element: Readonly<Ref<Element | null>>, before = 640): Ref<number> {
  const width = ref(before);
  let observer: ResizeObserver | undefined;
  onMounted(() => {
    observer = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width > 0) width.value = Math.round(contentRect.width);
    });
    if (element.value) observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return width;
}
