import { type Component, defineAsyncComponent, defineComponent, h, onBeforeUnmount, onMounted, ref } from 'vue';

/** How near the reader must come. */
const MARGIN = '300px';

/**
 * A component that is rendered to HTML when the site is built, and whose script is fetched when the reader comes near it. Vue's own
 * `hydrateOnVisible` waits too, but fetches at once.
 */
export function lazyPart(load: () => Promise<{ default: Component }>): Component {
  let comeNear = (): void => undefined;
  const isNear = new Promise<void>((resolve) => (comeNear = resolve));
  const Part = defineAsyncComponent(async () => {
    if (!import.meta.env.SSR) await isNear;
    return (await load()).default;
  });

  return defineComponent({
    setup() {
      const place = ref<HTMLElement>();
      let observer: IntersectionObserver | undefined;
      onMounted(() => {
        observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && comeNear(), { rootMargin: MARGIN });
        observer.observe(place.value!);
      });
      onBeforeUnmount(() => observer?.disconnect());
      return () => h('div', { ref: place, class: 'part' }, h(Part));
    },
  });
}
